import { type LoopFigure, listLoopRows } from "@/api/generated";
import { asProblem } from "@/api/problem";
import { Button } from "@/components/Button";
import { EmptyState } from "@/components/EmptyState";
import { ErrorState } from "@/components/ErrorState";
import { Sheet } from "@/components/Sheet";
import { Skeleton } from "@/components/Skeleton";
import { useList } from "@/hooks/useList";
import { m } from "@/paraglide/messages";
import { FactLink } from "./FactLink";
import { loopRoute } from "./routes";
import { figureWords } from "./words";

type Props = { figure: LoopFigure["key"]; onClose: () => void };

/** The rows a figure was counted from, so that every number can be followed to its records. */
export function FigureRows({ figure, onClose }: Props) {
  const { class: customerClass } = loopRoute.useSearch();
  const list = useList({
    noun: "loop-row",
    params: { figure, customerClass },
    fetch: (cursor, signal) =>
      listLoopRows({ path: { figure }, query: { class: customerClass, cursor, limit: 100, count: true }, signal }),
  });
  return (
    <Sheet open onOpenChange={(open) => !open && onClose()} title={figureWords[figure]()}>
      {list.isPending && <Skeleton className="h-64" />}
      {list.error && <ErrorState error={asProblem(list.error)} onRetry={list.retry} />}
      {!list.isPending && !list.error && list.rows.length === 0 && (
        <EmptyState title={m.loop_rows_empty()}>{m.loop_rows_empty_text()}</EmptyState>
      )}
      {list.rows.length > 0 && (
        <>
          <p className="pb-2 text-ink-soft text-sm">{m.loop_rows_count({ count: list.total ?? list.rows.length })}</p>
          <ul className="divide-y divide-line">
            {list.rows.map((row) => (
              <li key={`${row.kind}${row.id}`} className={row.counted ? "" : "text-ink-soft"}>
                <FactLink row={row} />
              </li>
            ))}
          </ul>
          {list.hasMore && (
            <div className="pt-3">
              <Button onClick={list.loadMore} disabled={list.isLoadingMore}>
                {m.common_more()}
              </Button>
            </div>
          )}
        </>
      )}
    </Sheet>
  );
}
