import { useMemo } from "react";
import { formatMoney, formatNumber } from "@/lib/format";
import { m } from "@/paraglide/messages";
import { AttractivenessAxis, LaneNotes, PositionAxis } from "./Axes";
import { shortened } from "./labels";
import { horizonHint, horizonWord, type SandboxOut } from "./model";
import { type PlotActs, PlotView } from "./PlotView";
import { boardScene, type Pane } from "./scene";

type HorizonBoardProps = PlotActs & { data: SandboxOut; width: number; height: number };

export const boardId = "sandbox-picture";

/** Three columns by horizon; attractiveness upwards, our position to the right within each. */
export function HorizonBoard({ data, width, height, ...acts }: HorizonBoardProps) {
  const scene = useMemo(
    () => boardScene(data.opportunities, data.risks, width, height),
    [data.opportunities, data.risks, width, height],
  );
  return (
    <PlotView {...acts} scene={scene} id={boardId} label={m.sandbox_board_label()} draggable>
      {scene.panes.map((pane) => (
        <g key={pane.id}>
          <rect {...pane.box} rx={10} className="fill-surface stroke-line" />
          <Title pane={pane} currency={acts.currency} />
          <LaneNotes pane={pane} cut={data.cut} />
          <PositionAxis pane={pane} height={height} />
        </g>
      ))}
      <AttractivenessAxis zone={scene.panes[0]?.zones.known} />
    </PlotView>
  );
}

function Title({ pane, currency }: { pane: Pane; currency: string }) {
  const { box, id } = pane;
  const none = id === "none" || id === "all";
  return (
    <>
      <text x={box.x + 12} y={20} className="fill-ink font-semibold text-base">
        {shortened(none ? m.sandbox_horizon_none() : horizonWord[id](), box.width - 96)}
      </text>
      {box.width > 200 && (
        <text x={box.x + 12} y={37} className="fill-ink-soft text-xs">
          {none ? m.sandbox_horizon_none_hint() : horizonHint[id]()}
        </text>
      )}
      <text x={box.x + box.width - 12} y={20} textAnchor="end" className="fill-ink font-semibold text-sm">
        {formatMoney(pane.revenue, currency, true)}
      </text>
      <text
        x={box.width > 200 ? box.x + box.width - 12 : box.x + 12}
        y={37}
        textAnchor={box.width > 200 ? "end" : "start"}
        className="fill-ink-soft text-xs"
      >
        {m.sandbox_count({ count: pane.count, shown: formatNumber(pane.count) })}
      </text>
    </>
  );
}
