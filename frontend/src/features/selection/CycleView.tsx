import { useNavigate } from "@tanstack/react-router";
import { DateText } from "@/components/DateText";
import { ErrorState } from "@/components/ErrorState";
import { SkeletonLines } from "@/components/Skeleton";
import { Tabs } from "@/components/Tabs";
import { m } from "@/paraglide/messages";
import { CycleSteps } from "./CycleSteps";
import { LimitsEditor } from "./LimitsEditor";
import { selectionRoute } from "./routes";
import { Scenarios } from "./Scenarios";
import { TargetTable } from "./TargetTable";
import { useCycle } from "./useCycle";

export function CycleView({ id, mayDecide }: { id: string; mayDecide: boolean }) {
  const { tab = "scenarios" } = selectionRoute.useSearch();
  const navigate = useNavigate({ from: selectionRoute.fullPath });
  const cycle = useCycle(id);
  if (cycle.error && !cycle.data) return <ErrorState error={cycle.error} onRetry={() => void cycle.refetch()} />;
  if (!cycle.data) return <SkeletonLines lines={10} label={m.common_loading()} />;
  const one = cycle.data;
  const change = (next: string) =>
    void navigate({
      search: (old) => ({ ...old, tab: next === "scenarios" ? undefined : (next as "limits") }),
      replace: true,
    });
  return (
    <div className="grid gap-5">
      <div className="flex flex-wrap items-baseline gap-x-6 gap-y-1 text-ink-soft">
        <span>
          <DateText value={one.starts_on} /> – <DateText value={one.ends_on} />
        </span>
        <span>{one.currency}</span>
        {one.propose_until && (
          <span>
            {m.selection_propose_until()} <DateText value={one.propose_until} />
          </span>
        )}
      </div>
      <CycleSteps cycle={one} mayDecide={mayDecide} />
      <Tabs
        label={m.selection_cycle()}
        value={tab}
        onChange={change}
        tabs={[
          {
            value: "scenarios",
            label: m.selection_scenarios(),
            content: <Scenarios cycle={one} mayDecide={mayDecide} />,
          },
          {
            value: "limits",
            label: m.selection_limits_resources(),
            content: <LimitsEditor key={one.updated_at} cycle={one} mayDecide={mayDecide} />,
          },
          {
            value: "targets",
            label: m.selection_targets(),
            content: (
              <div className="max-w-3xl">
                <TargetTable cycle={one} selectionId={one.decided_selection_id ?? undefined} />
              </div>
            ),
          },
        ]}
      />
    </div>
  );
}
