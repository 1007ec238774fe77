import type { ScorecardLine } from "@/api/generated";
import { Sparkline } from "@/components/Sparkline";
import { Tooltip } from "@/components/Tooltip";
import { cx } from "@/lib/cx";
import { formatNumber } from "@/lib/format";
import { m } from "@/paraglide/messages";
import { Known } from "./Known";
import { useIndicators } from "./useIndicators";
import { changeText, figureText, formulaOf, nameOf, scoreText, valueText } from "./words";

const cell = "px-3 py-2.5 text-right";

type Props = { line: ScorecardLine; onOpen: (indicator: ScorecardLine["indicator"]) => void };

export function LineRow({ line, onOpen }: Props) {
  const indicator = useIndicators().get(line.indicator);
  const change = changeText(line);
  const better = line.change !== null && (indicator?.direction === "up" ? line.change > 0 : line.change < 0);
  const name = indicator ? nameOf(indicator) : "";
  const points = (share: number) => formatNumber(share, { maximumFractionDigits: 0 });
  return (
    <tr className="border-line border-b last:border-0 hover:bg-hover">
      <th scope="row" className="px-4 py-2.5 text-left font-normal">
        <Tooltip text={indicator ? formulaOf(indicator) : ""}>
          <button type="button" className="text-leaf-ink hover:underline" onClick={() => onOpen(line.indicator)}>
            {name}
          </button>
        </Tooltip>
      </th>
      <td className={cx(cell, "font-semibold")}>
        <Known value={figureText(line.figure, line.unit)} />
      </td>
      <td className={cell}>
        {line.target?.value != null ? valueText(line.target.value, line.unit, line.target.currency) : "—"}
      </td>
      <td className={cell}>
        <Known value={figureText(line.baseline, line.unit)} />
      </td>
      <td className={cx(cell, change.known && line.change !== 0 && (better ? "text-leaf-ink" : "text-bad-ink"))}>
        <Known value={change} />
      </td>
      <td className={cell}>
        {line.competitor
          ? m.scorecards_us_them({
              us: points(line.competitor.our_share),
              them: points(line.competitor.their_share),
              vendor: line.competitor.vendor_name,
            })
          : "—"}
      </td>
      <td className={cx(cell, "font-semibold")}>
        <Known value={scoreText(line)} />
      </td>
      <td className="px-4 py-2.5">
        <Sparkline label={m.scorecards_trend_of({ name })} values={line.trend.map((figure) => figure.value)} />
      </td>
    </tr>
  );
}
