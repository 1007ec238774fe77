import { listIndicatorRows, type ScorecardLine } from "@/api/generated";
import { asProblem } from "@/api/problem";
import { Button } from "@/components/Button";
import { DateText } from "@/components/DateText";
import { EmptyState } from "@/components/EmptyState";
import { ErrorState } from "@/components/ErrorState";
import { MoneyText } from "@/components/MoneyText";
import { Sheet } from "@/components/Sheet";
import { Skeleton } from "@/components/Skeleton";
import { useList } from "@/hooks/useList";
import { m } from "@/paraglide/messages";
import { useIndicators } from "./useIndicators";
import { formulaOf, nameOf, type SubjectType } from "./words";

type Props = {
  line: ScorecardLine;
  subject: { type: SubjectType; id: string };
  period: string;
  onClose: () => void;
};

/** The rows behind one figure of a scorecard; they add up to it. */
export function IndicatorRows({ line, subject, period, onClose }: Props) {
  const indicator = useIndicators().get(line.indicator);
  const list = useList({
    noun: "indicator-row",
    params: { key: line.indicator, subject, period },
    fetch: (cursor, signal) =>
      listIndicatorRows({
        path: { key: line.indicator },
        query: { subject_type: subject.type, subject_id: subject.id, period, cursor, limit: 100, count: true },
        signal,
      }),
  });
  return (
    <Sheet open onOpenChange={(open) => !open && onClose()} title={indicator ? nameOf(indicator) : ""}>
      {indicator && <p className="pb-3 text-pretty text-ink-soft text-sm">{formulaOf(indicator)}</p>}
      {list.isPending && <Skeleton className="h-64" />}
      {list.error && <ErrorState error={asProblem(list.error)} onRetry={list.retry} />}
      {!list.isPending && !list.error && list.rows.length === 0 && (
        <EmptyState title={m.scorecards_no_rows()}>{m.scorecards_no_rows_text()}</EmptyState>
      )}
      {list.rows.length > 0 && (
        <>
          <p className="pb-1 text-sm">{m.scorecards_rows({ count: list.total ?? list.rows.length })}</p>
          <ul className="divide-y divide-line">
            {list.rows.map((row) => (
              <li key={`${row.kind}${row.id}`} className="flex items-center gap-3 py-2">
                <span className="min-w-0 grow">
                  <span className={row.counted ? "block truncate" : "block truncate text-ink-soft"}>{row.title}</span>
                  <span className="block truncate text-ink-soft text-sm">
                    {row.customer_name ?? ""}
                    {!row.counted && ` · ${m.scorecards_not_counted()}`}
                  </span>
                </span>
                {row.amount !== null && (
                  <span className="shrink-0">
                    <MoneyText value={row.amount} currency={row.currency ?? "CNY"} />
                  </span>
                )}
                <span className="shrink-0 text-ink-soft text-sm">
                  <DateText value={row.on} />
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
      {list.hasMore && (
        <div className="pt-3">
          <Button onClick={list.loadMore} disabled={list.isLoadingMore}>
            {m.common_more()}
          </Button>
        </div>
      )}
    </Sheet>
  );
}
