import { Link } from "@tanstack/react-router";
import { TrendingDown, TrendingUp } from "lucide-react";
import type { LoopFigure } from "@/api/generated";
import { cx } from "@/lib/cx";
import { m } from "@/paraglide/messages";
import { figureText, figureWords, movement } from "./words";

/** One figure of a stage; opens the rows it was counted from. */
export function FigureRow({ figure }: { figure: LoopFigure }) {
  const moved = movement(figure);
  const rise = figure.value !== null && figure.previous !== null ? figure.value - figure.previous : 0;
  const better = figure.direction === "up" ? rise > 0 : rise < 0;
  const Arrow = rise < 0 ? TrendingDown : TrendingUp;
  return (
    <li>
      <Link
        to="/"
        search={(old) => ({ ...old, figure: figure.link.figure })}
        className="-mx-2 flex items-baseline gap-3 rounded-md px-2 py-1.5 hover:bg-hover"
      >
        <span className="min-w-0 grow truncate text-ink-soft">{figureWords[figure.key]()}</span>
        {moved && (
          <span
            title={m.loop_against_previous()}
            className={cx(
              "inline-flex items-center gap-1 text-xs",
              rise === 0 ? "text-ink-faint" : better ? "text-leaf-ink" : "text-bad-ink",
            )}
          >
            {rise !== 0 && <Arrow aria-hidden className="size-3" />}
            {moved}
          </span>
        )}
        <span className="min-w-14 text-right font-semibold">
          {figure.state === "withheld" ? m.loop_withheld() : figureText(figure)}
        </span>
      </Link>
    </li>
  );
}
