import { TrendingDown, TrendingUp } from "lucide-react";
import type { ReactNode } from "react";
import { cx } from "@/lib/cx";

type StatTileProps = {
  label: string;
  value: ReactNode;
  /** How it moved, in words ("+4.2 vs. last month"); the sign of `trend` draws the arrow. */
  change?: string;
  trend?: number;
  /** Set when falling is what one wants. */
  lowerIsBetter?: boolean;
  /** Where the number comes from. */
  source?: string;
  aside?: ReactNode;
};

/** One figure with its name, its movement and its source. Wrap it in a link to the rows behind it. */
export function StatTile({ label, value, change, trend = 0, lowerIsBetter, source, aside }: StatTileProps) {
  const better = lowerIsBetter ? trend < 0 : trend > 0;
  const Arrow = trend < 0 ? TrendingDown : TrendingUp;
  return (
    <div className="flex min-w-0 items-end justify-between gap-3 rounded-lg border border-line bg-surface p-4">
      <dl className="min-w-0 self-start">
        <dt className="truncate text-ink-soft text-sm" title={source}>
          {label}
        </dt>
        <dd className="mt-1 truncate font-semibold text-2xl">{value}</dd>
        {change && (
          <dd
            className={cx(
              "mt-1 flex items-center gap-1 text-sm",
              trend === 0 ? "text-ink-soft" : better ? "text-leaf-ink" : "text-bad-ink",
            )}
          >
            {trend !== 0 && <Arrow aria-hidden className="size-3.5 shrink-0" />}
            <span className="truncate">{change}</span>
          </dd>
        )}
      </dl>
      {aside}
    </div>
  );
}
