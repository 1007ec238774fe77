import { ErrorState } from "@/components/ErrorState";
import { Skeleton } from "@/components/Skeleton";
import { m } from "@/paraglide/messages";
import { FrontierChart } from "./FrontierChart";
import type { CycleDetail, PreviewOut, SelectionOut } from "./model";
import { ResultFigures } from "./ResultFigures";
import { ScenarioTable } from "./ScenarioTable";
import { UsageTable } from "./UsageTable";
import { useFrontier, useUsage } from "./useSelection";

type ResultPaneProps = {
  selection: SelectionOut;
  cycle: CycleDetail;
  preview: PreviewOut | undefined;
  running: boolean;
  /** The cycle was decided by another scenario. */
  passed: boolean;
};

/** What the choice is worth, how sure that is, what it uses, and what more would bring. */
export function ResultPane({ selection, cycle, preview, running, passed }: ResultPaneProps) {
  const usage = useUsage(selection);
  // found anew from the proposals that are still open: of a decided cycle there is none
  const open = selection.state === "solved" && !passed;
  const frontier = useFrontier(selection, open);
  return (
    <div className="grid grid-cols-1 content-start gap-6 p-4">
      <ResultFigures selection={selection} preview={preview} running={running} currency={cycle.currency} />
      <section>
        <h2 className="mb-2 font-semibold">{m.selection_usage()}</h2>
        {usage.error ? (
          <ErrorState compact error={usage.error} onRetry={() => void usage.refetch()} />
        ) : (
          <UsageTable cycle={cycle} usage={usage.data} preview={preview} />
        )}
      </section>
      {open && (
        <section>
          <h2 className="font-semibold">{m.selection_frontier()}</h2>
          <p className="text-ink-soft text-sm">{m.selection_frontier_hint()}</p>
          {frontier.error ? (
            <ErrorState compact error={frontier.error} onRetry={() => void frontier.refetch()} />
          ) : frontier.data ? (
            <FrontierChart points={frontier.data} currency={cycle.currency} />
          ) : (
            <Skeleton className="mt-8 h-52" />
          )}
        </section>
      )}
      <section>
        <h2 className="mb-2 font-semibold">{m.selection_compare()}</h2>
        <ScenarioTable cycle={cycle} current={selection.id} />
      </section>
    </div>
  );
}
