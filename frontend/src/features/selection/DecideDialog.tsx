import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { advanceCycle, decideSelection } from "@/api/generated";
import { asProblem } from "@/api/problem";
import { Button } from "@/components/Button";
import { Dialog } from "@/components/Dialog";
import { Field } from "@/components/Field";
import { Textarea } from "@/components/Textarea";
import { toast } from "@/components/Toast";
import { m } from "@/paraglide/messages";
import { DecideRefusal } from "./DecideRefusal";
import { DecideSummary } from "./DecideSummary";
import { type CycleDetail, cycleStateWord, type SelectionOut } from "./model";
import type { Row } from "./rows";
import type { Names } from "./sentences";
import { summaryOf } from "./summary";
import type { Overrides } from "./useOverrides";
import { useKeep } from "./useSelection";

type DecideDialogProps = {
  selection: SelectionOut;
  cycle: CycleDetail;
  rows: readonly Row[];
  names: Names;
  overrides: Overrides;
  onClose: () => void;
  onDecided: () => void;
};

/** Asks once, naming everything that follows. */
export function DecideDialog({ selection, cycle, rows, names, overrides, onClose, onDecided }: DecideDialogProps) {
  const [note, setNote] = useState("");
  const client = useQueryClient();
  const keep = useKeep();
  const summary = summaryOf(rows);
  const early = cycle.state === "open" || cycle.state === "scoring";
  const decide = useMutation({
    mutationFn: async () => {
      if (early) await advanceCycle({ path: { cycle_id: cycle.id }, body: { to: "selecting" } });
      return decideSelection({
        path: { selection_id: selection.id },
        body: {
          note,
          overrides: summary.overridden.flatMap((row) => {
            const override = overrides[row.id];
            return override ? [{ opportunity_id: row.id, ...override }] : [];
          }),
        },
      });
    },
    onSuccess: (saved) => {
      keep(saved);
      toast.done(m.selection_decided_toast({ name: saved.name }));
      onDecided();
    },
    onSettled: () => {
      for (const noun of ["planning_cycle", "opportunity", "target"])
        void client.invalidateQueries({ queryKey: [noun] });
    },
  });
  // somebody else was first: trying again would not help
  const tooLate = decide.error !== null && asProblem(decide.error).code === "already_decided";
  return (
    <Dialog
      wide
      open
      onOpenChange={(open) => !open && onClose()}
      title={m.selection_decide_title({ name: selection.name })}
      description={m.selection_decide_hint()}
      footer={
        <>
          <Button onClick={onClose}>{m.common_cancel()}</Button>
          <Button look="primary" busy={decide.isPending} disabled={tooLate} onClick={() => decide.mutate()}>
            {m.selection_decide_confirm({ count: summary.chosen })}
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        {decide.error && <DecideRefusal error={decide.error} cycle={cycle} names={names} />}
        <DecideSummary summary={summary} names={names} cycle={cycle} />
        {early && (
          <p className="text-sm text-warn-ink">{m.selection_decide_early({ state: cycleStateWord[cycle.state]() })}</p>
        )}
        {selection.corrects && <p className="text-sm text-warn-ink">{m.selection_decide_corrects()}</p>}
        <Field label={m.selection_note()}>
          <Textarea value={note} onChange={(event) => setNote(event.target.value)} />
        </Field>
      </div>
    </Dialog>
  );
}
