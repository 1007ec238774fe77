import { memo } from "react";
import { m } from "@/paraglide/messages";
import { type MarkProps, markClass } from "./marks";

/** One open risk: a red triangle, filled the more the graver it is. */
export const RiskMark = memo(function RiskMark({ node, tabIndex, onFocus, onHover, onOpen }: MarkProps<"risk">) {
  const { risk, x, y, r } = node;
  const weight = (risk.probability * risk.impact) / 25;
  return (
    <g
      role="button"
      tabIndex={tabIndex}
      data-node={node.key}
      aria-label={m.sandbox_risk_label({ name: risk.title, customer: risk.customer_name })}
      className={`${markClass} cursor-pointer`}
      onFocus={(event) => onFocus(node, event.currentTarget)}
      onPointerEnter={() => onHover(node)}
      onPointerLeave={() => onHover(null)}
      onClick={() => onOpen(node)}
    >
      <path
        d={`M${x} ${y - r} L${x + r} ${y + r * 0.8} L${x - r} ${y + r * 0.8} Z`}
        className="fill-bad stroke-bad"
        fillOpacity={0.15 + 0.85 * weight}
        strokeWidth={1.5}
        strokeLinejoin="round"
      />
    </g>
  );
});
