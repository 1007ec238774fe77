import { formatMoney } from "@/lib/format";
import { m } from "@/paraglide/messages";
import type { Colouring, Hue } from "./colours";
import { fills, strokes } from "./marks";

const dots: Record<Hue, string> = {
  1: "bg-chart-1",
  2: "bg-chart-2",
  3: "bg-chart-3",
  4: "bg-chart-4",
  5: "bg-chart-5",
  6: "bg-chart-6",
  7: "bg-chart-7",
};

type LegendProps = { colours: Colouring; most: number; currency: string };

/** How to read the board. */
export function Legend({ colours, most, currency }: LegendProps) {
  return (
    <ul className="flex flex-wrap items-center gap-x-4 gap-y-1 text-ink-soft text-xs" aria-label={m.sandbox_legend()}>
      {colours.legend.map(({ hue, word }) => (
        <li key={word} className="flex items-center gap-1.5">
          <span aria-hidden className={`size-2.5 rounded-full ${dots[hue]}`} />
          {word}
        </li>
      ))}
      {most > 0 && (
        <li className="flex items-center gap-1.5">
          <svg aria-hidden width="26" height="16" className="overflow-visible">
            <circle cx="5" cy="11" r="4" className="fill-none stroke-control" />
            <circle cx="17" cy="8" r="7.5" className="fill-none stroke-control" />
          </svg>
          {m.sandbox_legend_size({ most: formatMoney(most, currency, true) })}
        </li>
      )}
      <li className="flex items-center gap-1.5">
        <svg aria-hidden width="14" height="14">
          <circle
            cx="7"
            cy="7"
            r="6"
            className={`${fills[7]} ${strokes[7]} [fill-opacity:0.2]`}
            strokeDasharray="3 2.5"
          />
        </svg>
        {m.sandbox_legend_dashed()}
      </li>
      <li className="flex items-center gap-1.5">
        <svg aria-hidden width="12" height="12">
          <rect x="1" y="1" width="10" height="10" rx="2" className="fill-none stroke-control" />
        </svg>
        {m.sandbox_legend_square()}
      </li>
      <li className="flex items-center gap-1.5">
        <svg aria-hidden width="14" height="13">
          <path d="M7 1 L13 12 L1 12 Z" className="fill-bad stroke-bad" />
        </svg>
        {m.sandbox_legend_risk()}
      </li>
    </ul>
  );
}
