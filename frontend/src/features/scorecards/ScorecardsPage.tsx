import { useNavigate } from "@tanstack/react-router";
import { listScorecards, type ScorecardOut } from "@/api/generated";
import { asProblem } from "@/api/problem";
import { Button } from "@/components/Button";
import { EmptyState } from "@/components/EmptyState";
import { ErrorState } from "@/components/ErrorState";
import { Page } from "@/components/Page";
import { Skeleton } from "@/components/Skeleton";
import { Tabs } from "@/components/Tabs";
import { useList } from "@/hooks/useList";
import { m } from "@/paraglide/messages";
import { PeriodBar } from "./PeriodBar";
import { scorecardsRoute } from "./routes";
import { ScorecardTable } from "./ScorecardTable";
import { subjectTypes, subjectWords } from "./words";

/** All scorecards of one kind side by side: regions, teams, people. */
export function ScorecardsPage() {
  const search = scorecardsRoute.useSearch();
  const navigate = useNavigate({ from: "/scorecards" });
  const of = search.of ?? "team";
  const { period } = search;
  const list = useList<ScorecardOut>({
    noun: "scorecard",
    params: { of, period, compare: search.compare },
    fetch: (cursor, signal) =>
      listScorecards({ query: { subject_type: of, period, compare: search.compare, cursor, limit: 50 }, signal }),
  });
  // Without a period in the address the server takes the last one that has figures.
  const shown = period ?? list.rows[0]?.period.label;
  return (
    <Page
      title={m.scorecards_title()}
      actions={
        shown && (
          <PeriodBar
            period={shown}
            compare={search.compare}
            onChange={(change) => navigate({ search: (old) => ({ ...old, ...change }) })}
          />
        )
      }
      below={
        <Tabs
          label={m.scorecards_kinds()}
          value={of}
          onChange={(value) =>
            navigate({ search: (old) => ({ ...old, of: subjectTypes.find((one) => one === value) }) })
          }
          tabs={subjectTypes.map((value) => ({ value, label: subjectWords[value]() }))}
        />
      }
    >
      {list.isPending && <Skeleton className="h-96" />}
      {list.error && <ErrorState error={asProblem(list.error)} onRetry={list.retry} />}
      {!list.isPending && !list.error && list.rows.length === 0 && (
        <EmptyState title={m.scorecards_empty()}>{m.scorecards_empty_text()}</EmptyState>
      )}
      {list.rows.length > 0 && (
        <div className={list.isStale ? "opacity-60" : undefined}>
          <ScorecardTable cards={list.rows} />
        </div>
      )}
      {list.hasMore && (
        <div className="pt-4 text-center">
          <Button onClick={list.loadMore} disabled={list.isLoadingMore}>
            {m.common_more()}
          </Button>
        </div>
      )}
    </Page>
  );
}
