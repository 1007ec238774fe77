import { memo } from "react";
import { m } from "@/paraglide/messages";
import { type MarkProps, markClass } from "./marks";

/** Several small opportunities that lie at the same place: how many, and a list on a press. */
export const ClusterMark = memo(function ClusterMark({ node, tabIndex, ...on }: MarkProps<"cluster">) {
  return (
    <g
      role="button"
      tabIndex={tabIndex}
      data-node={node.key}
      aria-label={m.sandbox_cluster_label({ count: node.rows.length })}
      className={`${markClass} cursor-pointer`}
      onFocus={(event) => on.onFocus(node, event.currentTarget)}
      onPointerEnter={() => on.onHover(node)}
      onPointerLeave={() => on.onHover(null)}
      onClick={() => on.onOpen(node)}
    >
      <circle
        cx={node.x}
        cy={node.y}
        r={node.r - 0.75}
        className="fill-neutral-soft stroke-control"
        strokeWidth={1.5}
      />
      <circle cx={node.x} cy={node.y} r={node.r - 3.5} fill="none" className="stroke-control" strokeWidth={0.75} />
      <text x={node.x} y={node.y + 4} textAnchor="middle" className="fill-ink font-semibold text-xs">
        {node.rows.length}
      </text>
    </g>
  );
});
