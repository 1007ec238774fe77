import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Ellipsis, Printer } from "lucide-react";
import { useState } from "react";
import { atVersion } from "@/api/client";
import {
  approveAccountPlan,
  closeAccountPlan,
  deleteAccountPlan,
  returnAccountPlan,
  startAccountPlan,
  submitAccountPlan,
} from "@/api/generated";
import { Button } from "@/components/Button";
import { ConfirmDialog } from "@/components/ConfirmDialog";
import { Dialog } from "@/components/Dialog";
import { IconButton } from "@/components/IconButton";
import { Menu } from "@/components/Menu";
import { toast } from "@/components/Toast";
import { useSession } from "@/hooks/useSession";
import { m } from "@/paraglide/messages";
import { ReasonDialog } from "@/parts/ReasonDialog";
import { useMayPlan } from "@/parts/useMayPlan";
import { type AccountPlanOut, missingOf } from "./model";

const incompleteWord: Record<string, () => string> = {
  strategy: m.plans_incomplete_strategy,
  objectives: m.plans_incomplete_objectives,
  objective_from_target: m.plans_incomplete_objective_from_target,
};

/** What the plan's state allows, the decisive act last. */
export function PlanActs({ plan }: { plan: AccountPlanOut }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const mayPlan = useMayPlan();
  const mayDecide = useSession().can("planning:decide");
  const [asking, setAsking] = useState<"return" | "close" | "delete" | null>(null);
  const [busy, setBusy] = useState(false);
  const [incomplete, setIncomplete] = useState<string[]>([]);
  const path = { plan_id: plan.id };
  const shown = async (saved: AccountPlanOut, word: string) => {
    client.setQueryData(["account_plan", "record", plan.id], saved);
    toast.done(word);
    await client.invalidateQueries({ queryKey: ["account_plan", "list"] });
  };
  const run = async (act: Promise<AccountPlanOut>, word: string) => {
    setBusy(true);
    try {
      await shown(await act, word);
    } catch (error) {
      const { problem, missing } = missingOf(error);
      if (missing.length > 0) setIncomplete(missing.map(({ code }) => incompleteWord[code]?.() ?? code));
      else toast.problem(problem);
    } finally {
      setBusy(false);
    }
  };
  const mayReturn = mayDecide && (plan.state === "submitted" || plan.state === "approved");
  const close = (open: boolean) => !open && setAsking(null);
  return (
    <div data-print="no" className="flex items-center gap-2">
      <IconButton label={m.plans_print()} icon={<Printer aria-hidden />} onClick={() => print()} />
      {mayPlan && plan.state === "draft" && (
        <Menu
          align="end"
          trigger={<IconButton label={m.plans_acts()} icon={<Ellipsis aria-hidden />} />}
          groups={[{ items: [{ label: m.plans_delete(), danger: true, onSelect: () => setAsking("delete") }] }]}
        />
      )}
      {mayReturn && <Button onClick={() => setAsking("return")}>{m.plans_return()}</Button>}
      {mayPlan && plan.state === "draft" && (
        <Button look="primary" busy={busy} onClick={() => run(submitAccountPlan({ path }), m.plans_submitted())}>
          {m.plans_submit()}
        </Button>
      )}
      {mayDecide && plan.state === "submitted" && (
        <Button look="primary" busy={busy} onClick={() => run(approveAccountPlan({ path }), m.plans_approved())}>
          {m.plans_approve()}
        </Button>
      )}
      {mayPlan && plan.state === "approved" && (
        <Button look="primary" busy={busy} onClick={() => run(startAccountPlan({ path }), m.plans_started())}>
          {m.plans_start()}
        </Button>
      )}
      {mayPlan && plan.state === "in_force" && <Button onClick={() => setAsking("close")}>{m.plans_close()}</Button>}
      {asking === "return" && (
        <ReasonDialog
          title={m.plans_return_title()}
          hint={m.plans_return_hint()}
          confirm={m.plans_return()}
          onClose={() => setAsking(null)}
          onConfirm={async (reason) => {
            await shown(await returnAccountPlan({ path, body: { reason } }), m.plans_returned());
            setAsking(null);
          }}
        />
      )}
      <ConfirmDialog
        open={asking === "close"}
        onOpenChange={close}
        title={m.plans_close_title()}
        consequence={m.plans_close_text()}
        confirm={m.plans_close()}
        onConfirm={async () => shown(await closeAccountPlan({ path }), m.plans_closed())}
      />
      <ConfirmDialog
        open={asking === "delete"}
        onOpenChange={close}
        title={m.plans_delete_title()}
        consequence={m.plans_delete_text()}
        confirm={m.plans_delete()}
        onConfirm={async () => {
          await deleteAccountPlan({ path, headers: atVersion(plan) });
          toast.done(m.plans_deleted());
          await navigate({ to: "/plans" });
          await client.invalidateQueries({ queryKey: ["account_plan", "list"] });
        }}
      />
      <Dialog
        open={incomplete.length > 0}
        onOpenChange={(open) => !open && setIncomplete([])}
        title={m.plans_incomplete()}
        footer={<Button onClick={() => setIncomplete([])}>{m.common_close()}</Button>}
      >
        <ul className="list-disc pl-5">
          {incomplete.map((word) => (
            <li key={word}>{word}</li>
          ))}
        </ul>
      </Dialog>
    </div>
  );
}
