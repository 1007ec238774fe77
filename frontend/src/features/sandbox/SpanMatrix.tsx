import { useMemo } from "react";
import { m } from "@/paraglide/messages";
import { AttractivenessAxis, LaneNotes, PositionAxis } from "./Axes";
import { boardId } from "./HorizonBoard";
import { type Quadrant, quadrantMeaning, quadrantWord, type SandboxOut } from "./model";
import { type PlotActs, PlotView } from "./PlotView";
import { spanScene } from "./scene";
import type { Zone } from "./zones";

type SpanMatrixProps = PlotActs & { data: SandboxOut; width: number; height: number };

/** Attractiveness against our position, parted at the model's cut into four fields, each with its advice. */
export function SpanMatrix({ data, width, height, ...acts }: SpanMatrixProps) {
  const scene = useMemo(
    () => spanScene(data.opportunities, data.risks, width, height),
    [data.opportunities, data.risks, width, height],
  );
  const pane = scene.panes[0];
  if (!pane) return null;
  return (
    <PlotView {...acts} scene={scene} id={boardId} label={m.sandbox_span_label()}>
      <rect {...pane.box} rx={10} className="fill-surface stroke-line" />
      <text x={pane.box.x + 12} y={27} className="fill-ink font-semibold text-base">
        {m.sandbox_view_span()}
      </text>
      <Fields zone={pane.zones.known} cut={data.cut / 100} counts={count(data)} />
      <LaneNotes pane={pane} cut={data.cut} />
      <PositionAxis pane={pane} height={height} />
      <AttractivenessAxis zone={pane.zones.known} />
    </PlotView>
  );
}

const looks: Record<Quadrant, string> = {
  invest: "fill-leaf-soft",
  fix: "fill-warn-soft",
  harvest: "fill-info-soft",
  exit: "fill-neutral-soft",
};

const count = (data: SandboxOut) => {
  const counts: Record<Quadrant, number> = { invest: 0, fix: 0, harvest: 0, exit: 0 };
  for (const row of data.opportunities) if (row.quadrant) counts[row.quadrant]++;
  return counts;
};

function Fields({ zone, cut, counts }: { zone: Zone; cut: number; counts: Record<Quadrant, number> }) {
  const [left, right] = [zone.width * cut, zone.width * (1 - cut)];
  const [top, bottom] = [zone.height * (1 - cut), zone.height * cut];
  const fields: { id: Quadrant; x: number; y: number; width: number; height: number }[] = [
    { id: "fix", x: zone.x, y: zone.y, width: left, height: top },
    { id: "invest", x: zone.x + left, y: zone.y, width: right, height: top },
    { id: "exit", x: zone.x, y: zone.y + top, width: left, height: bottom },
    { id: "harvest", x: zone.x + left, y: zone.y + top, width: right, height: bottom },
  ];
  return (
    <g>
      {fields.map(({ id, ...box }) => {
        const below = id === "exit" || id === "harvest";
        const y = below ? box.y + box.height - 26 : box.y + 20;
        return (
          <g key={id}>
            <rect {...box} className={looks[id]} fillOpacity={0.5} stroke="none" />
            <text x={box.x + 10} y={y} className="fill-ink font-semibold text-sm">
              {quadrantWord[id]()} · {counts[id]}
            </text>
            {box.width > 210 && (
              <text x={box.x + 10} y={y + 16} className="fill-ink-soft text-xs">
                {quadrantMeaning[id]()}
              </text>
            )}
          </g>
        );
      })}
    </g>
  );
}
