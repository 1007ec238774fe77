import type { ScorecardLine } from "@/api/generated";
import { Card } from "@/components/Card";
import { m } from "@/paraglide/messages";
import { LineRow } from "./LineRow";

type Props = { title: string; lines: ScorecardLine[]; onOpen: (indicator: ScorecardLine["indicator"]) => void };

/** Value · target · baseline · change · competitor · score · trend, one indicator a row. */
export function LineTable({ title, lines, onOpen }: Props) {
  const period = lines[0]?.baseline.period.replace("-", " ") ?? "";
  const head = [
    m.scorecards_value(),
    m.scorecards_target(),
    period,
    m.scorecards_change(),
    m.scorecards_competitor(),
    m.scorecards_score(),
  ];
  return (
    <Card title={title} flush>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls sideways must be reachable by keyboard */}
      <section className="mt-1 overflow-x-auto" aria-label={m.scorecards_table_of({ title })} tabIndex={0}>
        <table className="w-full border-collapse whitespace-nowrap">
          <thead>
            <tr className="border-line border-b text-ink-soft text-sm">
              <th scope="col" className="px-4 py-2 text-left font-medium">
                {m.scorecards_indicator()}
              </th>
              {head.map((label) => (
                <th key={label} scope="col" className="px-3 py-2 text-right font-medium">
                  {label}
                </th>
              ))}
              <th scope="col" className="px-4 py-2 text-left font-medium">
                {m.scorecards_trend()}
              </th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <LineRow key={line.indicator} line={line} onOpen={onOpen} />
            ))}
          </tbody>
        </table>
      </section>
    </Card>
  );
}
