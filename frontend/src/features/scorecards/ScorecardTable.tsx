import { Link } from "@tanstack/react-router";
import type { ScorecardLine, ScorecardOut } from "@/api/generated";
import { Meter } from "@/components/Meter";
import { m } from "@/paraglide/messages";
import { Known } from "./Known";
import { scorecardsRoute } from "./routes";
import { useIndicators } from "./useIndicators";
import { changeText, figureText, nameOf, subjectWords } from "./words";

const resultsFirst = (lines: ScorecardLine[]) => [...lines].sort((a, b) => b.kind.localeCompare(a.kind));

/** One row a subject: the score, and each indicator with its movement. */
export function ScorecardTable({ cards }: { cards: ScorecardOut[] }) {
  const { period, compare } = scorecardsRoute.useSearch();
  const indicators = useIndicators();
  const lines = resultsFirst(cards[0]?.lines ?? []);
  return (
    <section
      className="overflow-x-auto rounded-lg border border-line bg-surface"
      aria-label={m.scorecards_title()}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls sideways must be reachable by keyboard
      tabIndex={0}
    >
      <table className="w-full border-collapse whitespace-nowrap text-sm">
        <thead>
          <tr className="border-line border-b text-left text-ink-soft">
            <th scope="col" className="sticky left-0 z-10 bg-surface px-4 py-2.5 font-medium">
              {m.scorecards_subject()}
            </th>
            <th scope="col" className="px-3 py-2.5 font-medium">
              {m.scorecards_score()}
            </th>
            {lines.map((line) => {
              const indicator = indicators.get(line.indicator);
              return (
                <th key={line.indicator} scope="col" className="px-3 py-2.5 text-right font-medium">
                  {indicator ? nameOf(indicator) : ""}
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>
          {cards.map((card) => (
            <tr key={card.subject.id} className="border-line border-b last:border-0 hover:bg-hover">
              <th scope="row" className="sticky left-0 z-10 bg-surface px-4 py-2 text-left font-medium">
                <Link
                  to="/scorecards/$subjectType/$subjectId"
                  params={{ subjectType: card.subject.type, subjectId: card.subject.id }}
                  search={{ period, compare }}
                  className="text-leaf-ink hover:underline"
                >
                  {card.subject.name ?? subjectWords.company()}
                </Link>
                {card.subject.department_name && card.subject.type !== "company" && (
                  <span className="ml-2 font-normal text-ink-faint text-xs">{card.subject.department_name}</span>
                )}
              </th>
              <td className="w-32 px-3 py-2">
                <Meter label={m.scorecards_score()} value={card.score} max={120} thresholds={[60, 100]} />
              </td>
              {resultsFirst(card.lines).map((line) => {
                const change = changeText(line);
                return (
                  <td key={line.indicator} className="px-3 py-2 text-right">
                    <Known brief value={figureText(line.figure, line.unit)} />
                    {change.known && <span className="block text-ink-soft text-xs">{change.text}</span>}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
