import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { getScorecard, type ScorecardLine } from "@/api/generated";
import { asProblem } from "@/api/problem";
import { Breadcrumbs } from "@/components/Breadcrumbs";
import { ErrorState } from "@/components/ErrorState";
import { Page } from "@/components/Page";
import { Skeleton } from "@/components/Skeleton";
import { useTitle } from "@/hooks/useTitle";
import { m } from "@/paraglide/messages";
import { IndicatorRows } from "./IndicatorRows";
import { LineTable } from "./LineTable";
import { PeriodBar } from "./PeriodBar";
import { scorecardRoute } from "./routes";
import { ScoreSummary } from "./ScoreSummary";
import { subjectTypes, subjectWords } from "./words";

/** One scorecard: value, target, baseline, competitor, score and trend of every indicator, each down to its rows. */
export function ScorecardPage() {
  const { subjectType, subjectId } = scorecardRoute.useParams();
  const search = scorecardRoute.useSearch();
  const navigate = useNavigate({ from: "/scorecards/$subjectType/$subjectId" });
  const { period } = search;
  const type = subjectTypes.find((one) => one === subjectType) ?? "company";
  const card = useQuery({
    queryKey: ["scorecard", "record", type, subjectId, period ?? null, search.compare ?? null],
    queryFn: ({ signal }) =>
      getScorecard({
        path: { subject_type: type, subject_id: subjectId },
        query: { period, compare: search.compare },
        signal,
      }),
    placeholderData: (old) => old,
  });
  const name = card.data ? (card.data.subject.name ?? subjectWords.company()) : m.scorecards_one();
  useTitle(name);
  const shown = period ?? card.data?.period.label;
  const open = card.data?.lines.find((line) => line.indicator === search.rows);
  const show = (rows: ScorecardLine["indicator"] | undefined) => navigate({ search: (old) => ({ ...old, rows }) });
  return (
    <Page
      title={name}
      above={
        <Breadcrumbs>
          <Link to="/scorecards" search={{ of: type, period, compare: search.compare }}>
            {m.scorecards_title()}
          </Link>
          {subjectWords[type]()}
        </Breadcrumbs>
      }
      actions={
        shown && (
          <PeriodBar
            period={shown}
            compare={search.compare}
            onChange={(change) => navigate({ search: (old) => ({ ...old, ...change }) })}
          />
        )
      }
    >
      {card.isPending && <Skeleton className="h-96" />}
      {card.error && <ErrorState error={asProblem(card.error)} onRetry={() => card.refetch()} />}
      {card.data && (
        <div className="grid gap-4">
          <ScoreSummary card={card.data} />
          {(["result", "process"] as const).map((kind) => (
            <LineTable
              key={kind}
              title={kind === "result" ? m.scorecards_result() : m.scorecards_process()}
              lines={card.data.lines.filter((line) => line.kind === kind)}
              onOpen={show}
            />
          ))}
        </div>
      )}
      {open && shown && (
        <IndicatorRows line={open} subject={{ type, id: subjectId }} period={shown} onClose={() => show(undefined)} />
      )}
    </Page>
  );
}
