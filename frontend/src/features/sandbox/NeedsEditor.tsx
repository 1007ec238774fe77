import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { type CycleOut, listResources, type NeedOut, putOpportunityNeeds } from "@/api/generated";
import { readAll } from "@/api/readAll";
import { Button } from "@/components/Button";
import { ErrorState } from "@/components/ErrorState";
import { Field } from "@/components/Field";
import { NumberInput } from "@/components/NumberInput";
import { SkeletonLines } from "@/components/Skeleton";
import { toast } from "@/components/Toast";
import { formatDate, formatNumber } from "@/lib/format";
import { m } from "@/paraglide/messages";
import { getLocale } from "@/paraglide/runtime";
import { useCycles } from "@/parts/cycles";
import { today } from "@/parts/days";
import type { OpportunityDetail } from "./model";
import { nextQuarter, quarterOf, quartersBetween } from "./quarters";

/** What carrying it out takes, per resource and quarter. */
export function NeedsEditor({ row, mayWrite }: { row: OpportunityDetail; mayWrite: boolean }) {
  const cycles = useCycles().data ?? [];
  const resources = useQuery({
    queryKey: ["resource", "all"],
    queryFn: ({ signal }) => readAll((query) => listResources({ query, signal })),
  });
  const client = useQueryClient();
  const [needs, setNeeds] = useState(row.needs);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [quarters, setQuarters] = useState<string[] | null>(null);
  if (resources.error) return <ErrorState compact error={resources.error} onRetry={() => void resources.refetch()} />;
  if (!resources.data) return <SkeletonLines lines={4} label={m.common_loading()} />;
  if (resources.data.length === 0) return <p className="text-ink-soft">{m.sandbox_needs_no_resources()}</p>;
  const shown = quarters ?? firstQuarters(row, cycles);
  const amount = (resource: string, period: string) =>
    needs.find((one) => one.resource_id === resource && one.period === period)?.amount ?? null;
  const set = (resource_id: string, period: string, value: number | null) =>
    setNeeds((old) => [
      ...old.filter((one) => one.resource_id !== resource_id || one.period !== period),
      ...(value ? [{ resource_id, period, amount: value }] : []),
    ]);
  const save = async () => {
    setBusy(true);
    setError(null);
    try {
      const saved = await putOpportunityNeeds({ path: { opportunity_id: row.id }, body: needs });
      client.setQueryData(["opportunity", "record", row.id], saved);
      toast.done(m.common_saved());
    } catch (refused) {
      setError(refused);
    } finally {
      setBusy(false);
    }
  };
  const total = (resource: string) =>
    needs.reduce((sum, one) => (one.resource_id === resource ? sum + one.amount : sum), 0);
  const last = shown.at(-1);
  return (
    <div className="grid gap-4">
      <p className="text-ink-soft text-sm">{m.sandbox_needs_hint()}</p>
      {error ? <ErrorState compact error={error} /> : null}
      {resources.data.map((resource) => {
        const name = getLocale() === "zh" ? resource.name_zh : resource.name_en;
        return (
          <fieldset key={resource.id}>
            <legend className="mb-1 flex w-full items-baseline justify-between font-medium">
              <span>
                {name} <span className="text-ink-soft text-sm">({resource.unit})</span>
              </span>
              <span className="text-ink-soft text-sm">
                {m.sandbox_needs_total({ total: formatNumber(total(resource.id)) })}
              </span>
            </legend>
            <div className="grid grid-cols-2 gap-2 sm:grid-cols-4">
              {shown.map((period) => (
                <Field key={period} label={formatDate(period, "quarter")}>
                  <NumberInput
                    value={amount(resource.id, period)}
                    onChange={(value) => set(resource.id, period, value)}
                    min={0}
                    disabled={!mayWrite}
                  />
                </Field>
              ))}
            </div>
          </fieldset>
        );
      })}
      {mayWrite && (
        <div className="flex justify-between gap-2">
          <Button look="quiet" onClick={() => last && setQuarters([...shown, nextQuarter(last)])}>
            {m.sandbox_needs_more()}
          </Button>
          <Button look="primary" busy={busy} onClick={save}>
            {m.common_save()}
          </Button>
        </div>
      )}
    </div>
  );
}

/** The quarters of its cycle (else the next four), and all it already needs something in. */
function firstQuarters(row: { cycle_id: string | null; needs: NeedOut[] }, cycles: readonly CycleOut[]): string[] {
  const cycle = cycles.find((one) => one.id === row.cycle_id) ?? cycles[0];
  const own = cycle
    ? quartersBetween(cycle.starts_on, cycle.ends_on)
    : quartersBetween(today(), nextQuarter(nextQuarter(nextQuarter(quarterOf(today())))));
  return [...new Set([...own, ...row.needs.map((need) => need.period)])].sort();
}
