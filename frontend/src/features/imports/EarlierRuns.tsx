import { Link } from "@tanstack/react-router";
import { Badge } from "@/components/Badge";
import { Button } from "@/components/Button";
import { Card } from "@/components/Card";
import { DateText } from "@/components/DateText";
import { ErrorState } from "@/components/ErrorState";
import { SkeletonLines } from "@/components/Skeleton";
import { formatNumber } from "@/lib/format";
import { m } from "@/paraglide/messages";
import { useKinds } from "./useKinds";
import { type Run, useRuns } from "./useRuns";
import { labelOf, stateTones, stateWords } from "./words";

/** Files imported before, and those left half way. */
export function EarlierRuns() {
  const { runs, isPending, error, hasMore, isLoadingMore, loadMore, retry } = useRuns();
  return (
    <Card title={m.imports_earlier()}>
      {isPending && <SkeletonLines lines={4} label={m.common_loading()} />}
      {error ? <ErrorState compact error={error} onRetry={retry} /> : null}
      {!isPending && !error && runs.length === 0 && (
        <p className="pt-1 text-pretty text-ink-soft">{m.imports_none()}</p>
      )}
      <ul className="divide-y divide-line">
        {runs.map((run) => (
          <RunRow key={run.id} run={run} />
        ))}
      </ul>
      {hasMore && (
        <Button className="mt-3" busy={isLoadingMore} onClick={loadMore}>
          {m.imports_more()}
        </Button>
      )}
    </Card>
  );
}

function RunRow({ run }: { run: Run }) {
  const { kinds } = useKinds();
  const kind = kinds.find((one) => one.service === run.service && one.kind === run.kind);
  return (
    <li>
      <Link
        to="/imports/$service/$runId"
        params={{ service: run.service, runId: run.id }}
        className="-mx-2 flex flex-wrap items-center gap-x-3 gap-y-1 rounded-md px-2 py-2 hover:bg-hover"
      >
        <span className="min-w-0 grow max-sm:basis-full">
          <span className="block truncate font-medium">{run.file_name}</span>
          <span className="block truncate text-ink-soft text-sm">
            {[kind && labelOf(kind), m.imports_rows({ count: run.rows, shown: formatNumber(run.rows) }), run.source]
              .filter(Boolean)
              .join(" · ")}
          </span>
        </span>
        <Badge tone={stateTones[run.state]}>{stateWords[run.state]()}</Badge>
        <span className="shrink-0 whitespace-nowrap text-right sm:w-28 text-ink-soft text-sm">
          <DateText value={run.done_at ?? run.created_at} style="relative" />
        </span>
      </Link>
    </li>
  );
}
