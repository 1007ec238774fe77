import { memo } from "react";
import { cx } from "@/lib/cx";
import { m } from "@/paraglide/messages";
import type { Hue } from "./colours";
import { fills, type MarkProps, markClass, strokes } from "./marks";
import { horizonWord } from "./model";

type BubbleMarkProps = MarkProps<"bubble"> & { hue: Hue; faded: boolean };

/** One opportunity. A broken outline says that less than half of the weight is known, a square that its revenue is not. */
export const BubbleMark = memo(function BubbleMark({ node, tabIndex, hue, faded, ...on }: BubbleMarkProps) {
  const { row, x, y, r } = node;
  const look = cx(fills[hue], strokes[hue], "[fill-opacity:0.26]");
  const dash = row.known_share < 0.5 ? "3 2.5" : undefined;
  const score = row.attractiveness === null ? m.sandbox_not_rated() : Math.round(row.attractiveness);
  return (
    <g
      role="button"
      tabIndex={tabIndex}
      data-node={node.key}
      aria-label={m.sandbox_bubble_label({
        name: row.title,
        customer: row.customer_name ?? m.sandbox_no_customer(),
        horizon: row.horizon ? horizonWord[row.horizon]() : m.sandbox_horizon_none(),
        score,
      })}
      className={cx(markClass, "cursor-pointer", faded && "opacity-30")}
      onFocus={(event) => on.onFocus(node, event.currentTarget)}
      onPointerEnter={() => on.onHover(node)}
      onPointerLeave={() => on.onHover(null)}
      onPointerDown={(event) => on.onDragStart(node, event)}
      onClick={() => on.onOpen(node)}
    >
      {row.size === null ? (
        <rect
          x={x - r}
          y={y - r}
          width={2 * r}
          height={2 * r}
          rx={2}
          className={look}
          strokeWidth={1.5}
          strokeDasharray={dash}
        />
      ) : (
        <circle cx={x} cy={y} r={r - 0.75} className={look} strokeWidth={1.5} strokeDasharray={dash} />
      )}
    </g>
  );
});
