import { useQueryClient } from "@tanstack/react-query";
import { Boxes, Plus } from "lucide-react";
import { useState } from "react";
import { putCycleLimits } from "@/api/generated";
import { Button } from "@/components/Button";
import { EmptyState } from "@/components/EmptyState";
import { ErrorState } from "@/components/ErrorState";
import { toast } from "@/components/Toast";
import { m } from "@/paraglide/messages";
import { LimitsTable } from "./LimitsTable";
import type { CycleDetail } from "./model";
import { ResourceForm } from "./ResourceForm";

export type Amounts = Record<string, number | null>;
export const cellOf = (resource: string, period: string) => `${resource} ${period}`;

/** How much there is of each resource in each quarter; an empty cell means unlimited. */
export function LimitsEditor({ cycle, mayDecide }: { cycle: CycleDetail; mayDecide: boolean }) {
  const client = useQueryClient();
  const [amounts, setAmounts] = useState<Amounts>(() =>
    Object.fromEntries(cycle.limits.map((one) => [cellOf(one.resource_id, one.period), one.amount])),
  );
  const [state, setState] = useState<{ busy: boolean; error: unknown; dirty: boolean }>({
    busy: false,
    error: null,
    dirty: false,
  });
  const [adding, setAdding] = useState(false);
  const writable = mayDecide && !["evaluating", "closed"].includes(cycle.state);
  const save = async () => {
    setState({ busy: true, error: null, dirty: true });
    try {
      const body = Object.entries(amounts).flatMap(([cell, amount]) => {
        const [resource_id = "", period = ""] = cell.split(" ");
        return amount === null ? [] : [{ resource_id, period, amount }];
      });
      const saved = await putCycleLimits({ path: { cycle_id: cycle.id }, body });
      client.setQueryData(["planning_cycle", "record", cycle.id], saved);
      void client.invalidateQueries({ queryKey: ["preview"] });
      toast.done(m.common_saved());
      setState({ busy: false, error: null, dirty: false });
    } catch (error) {
      setState({ busy: false, error, dirty: true });
    }
  };
  const add = mayDecide && (
    <Button icon={<Plus aria-hidden />} onClick={() => setAdding(true)}>
      {m.selection_resource_create()}
    </Button>
  );
  return (
    <div className="grid gap-4">
      {cycle.resources.length === 0 ? (
        <EmptyState icon={<Boxes />} title={m.selection_resources_none()} action={add}>
          {m.selection_resources_none_text()}
        </EmptyState>
      ) : (
        <>
          <p className="text-ink-soft text-sm">{m.selection_limits_hint()}</p>
          {state.error ? <ErrorState compact error={state.error} /> : null}
          <LimitsTable
            cycle={cycle}
            amounts={amounts}
            readOnly={!writable}
            onChange={(change) => {
              setAmounts((old) => ({ ...old, ...change }));
              setState((old) => ({ ...old, dirty: true }));
            }}
          />
          <div className="flex justify-between gap-2">
            {add}
            {writable && (
              <Button look="primary" busy={state.busy} disabled={!state.dirty} onClick={save}>
                {m.selection_limits_save()}
              </Button>
            )}
          </div>
        </>
      )}
      {adding && <ResourceForm onClose={() => setAdding(false)} />}
    </div>
  );
}
