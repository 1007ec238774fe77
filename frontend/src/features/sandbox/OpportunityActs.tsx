import { useQueryClient } from "@tanstack/react-query";
import { MoveRight } from "lucide-react";
import { useState } from "react";
import { dropOpportunity, proposeOpportunity, reopenOpportunity, withdrawOpportunity } from "@/api/generated";
import { Button } from "@/components/Button";
import { Menu } from "@/components/Menu";
import { toast } from "@/components/Toast";
import { m } from "@/paraglide/messages";
import { horizons, horizonWord, type OpportunityDetail, stateWord } from "./model";
import { ProposeDialog } from "./ProposeDialog";
import { ReasonDialog } from "./ReasonDialog";
import { useMove } from "./useSandbox";

type Act = "propose" | "withdraw" | "drop" | "reopen";

/** Which acts a state allows; the same table as the server's. */
const possible: Record<OpportunityDetail["state"], readonly Act[]> = {
  found: ["drop", "propose"],
  proposed: ["drop", "withdraw"],
  given_up: ["drop", "reopen", "propose"],
  selected: ["drop"],
  dropped: ["reopen"],
  in_project: [],
  won: [],
  lost: [],
};

export function OpportunityActs({ row }: { row: OpportunityDetail }) {
  const client = useQueryClient();
  const move = useMove();
  const [asking, setAsking] = useState<Act | null>(null);
  const path = { opportunity_id: row.id };
  const done = async (saved: OpportunityDetail) => {
    client.setQueryData(["opportunity", "record", row.id], saved);
    toast.done(m.sandbox_now({ name: saved.title, state: stateWord[saved.state]() }));
    setAsking(null);
    await client.invalidateQueries({ queryKey: ["opportunity"] });
  };
  const words = {
    drop: {
      title: m.sandbox_drop_title(),
      hint: m.sandbox_drop_hint(),
      confirm: m.sandbox_drop(),
      run: dropOpportunity,
    },
    withdraw: {
      title: m.sandbox_withdraw_title(),
      hint: m.sandbox_withdraw_hint(),
      confirm: m.sandbox_withdraw(),
      run: withdrawOpportunity,
    },
    reopen: {
      title: m.sandbox_reopen_title(),
      hint: m.sandbox_reopen_hint(),
      confirm: m.sandbox_reopen(),
      run: reopenOpportunity,
    },
  };
  const asked = asking && asking !== "propose" ? words[asking] : null;
  return (
    <>
      <Menu
        trigger={
          <Button look="quiet" icon={<MoveRight aria-hidden />} className="mr-auto">
            {m.common_move_to()}
          </Button>
        }
        groups={[
          {
            label: m.sandbox_horizon(),
            items: horizons.map((one) => ({
              label: horizonWord[one](),
              checked: row.horizon === one,
              onSelect: () => move({ row, horizon: one }),
            })),
          },
        ]}
      />
      {possible[row.state].map((act) => (
        <Button key={act} look={act === "propose" ? "primary" : "secondary"} onClick={() => setAsking(act)}>
          {act === "propose" ? m.sandbox_propose() : words[act].confirm}
        </Button>
      ))}
      {asking === "propose" && (
        <ProposeDialog
          row={row}
          onClose={() => setAsking(null)}
          onPropose={async (cycle_id, reason) => done(await proposeOpportunity({ path, body: { cycle_id, reason } }))}
        />
      )}
      {asked && (
        <ReasonDialog
          title={asked.title}
          hint={asked.hint}
          confirm={asked.confirm}
          onClose={() => setAsking(null)}
          onConfirm={async (reason) => done(await asked.run({ path, body: { reason } }))}
        />
      )}
    </>
  );
}
