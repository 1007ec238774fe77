import { m } from "@/paraglide/messages";
import { shortened } from "./labels";
import { axis, head, type Pane, riskLane } from "./scene";
import { laneTitle, type Zone } from "./zones";

const small = "fill-ink-soft text-xs";

/** 0–100 at the left edge, shared by all columns. */
export function AttractivenessAxis({ zone }: { zone: Zone | undefined }) {
  if (!zone) return null;
  const middle = zone.y + zone.height / 2;
  return (
    <g aria-hidden>
      {[0, 50, 100].map((mark) => (
        <text
          key={mark}
          x={axis - 8}
          y={zone.y + zone.height * (1 - mark / 100) + 4}
          textAnchor="end"
          className={small}
        >
          {mark}
        </text>
      ))}
      <text
        x={12}
        y={middle - 46}
        transform={`rotate(-90 12 ${middle - 46})`}
        textAnchor="middle"
        className="fill-ink-soft text-xs"
      >
        {m.sandbox_attractiveness()} →
      </text>
    </g>
  );
}

export function PositionAxis({ pane, height }: { pane: Pane; height: number }) {
  const { known, noPosition } = pane.zones;
  const y = height - 9;
  return (
    <g aria-hidden>
      {noPosition && (
        <text x={noPosition.x + noPosition.width / 2} y={y} textAnchor="middle" className={small}>
          {shortened(noPosition.width > 130 ? m.sandbox_position_unrated() : m.sandbox_not_rated(), noPosition.width)}
        </text>
      )}
      {known.width > 110 && (
        <text x={known.x + 4} y={y} className={small}>
          {m.sandbox_weak()}
        </text>
      )}
      {known.width > 150 && (
        <text x={known.x + known.width / 2} y={y} textAnchor="middle" className={small}>
          {m.sandbox_position()} →
        </text>
      )}
      <text x={known.x + known.width - 4} y={y} textAnchor="end" className={small}>
        {m.sandbox_strong()}
      </text>
    </g>
  );
}

/** The risk lane above, the cut through the scales, and the lanes of what is not rated yet. */
export function LaneNotes({ pane, cut }: { pane: Pane; cut: number }) {
  const { known, noPosition, noAttractiveness } = pane.zones;
  const level = known.y + known.height * (1 - cut / 100);
  return (
    <g aria-hidden>
      <text x={pane.box.x + 12} y={head + riskLane / 2 + 3} className="fill-bad-ink text-xs">
        {m.sandbox_risks()}
      </text>
      <text x={pane.box.x + pane.box.width - 12} y={head + riskLane / 2 + 3} textAnchor="end" className={small}>
        {pane.risks.more > 0 ? `+${pane.risks.more}` : pane.risks.shown.length === 0 ? m.sandbox_risks_none() : ""}
      </text>
      <line
        x1={known.x}
        x2={known.x + known.width}
        y1={level}
        y2={level}
        className="stroke-line-strong"
        strokeDasharray="2 4"
      />
      {noPosition && <Lane zone={noPosition} />}
      {noAttractiveness && <Lane zone={noAttractiveness} word={m.sandbox_unrated_lane()} />}
    </g>
  );
}

function Lane({ zone, word }: { zone: Zone; word?: string }) {
  const title = word ? laneTitle : 0;
  return (
    <>
      <rect
        x={zone.x}
        y={zone.y - title}
        width={zone.width}
        height={zone.height + title}
        rx={6}
        className="fill-sunken stroke-line-strong"
        strokeDasharray="4 4"
      />
      <text x={zone.x + 8} y={zone.y - 8} className={small}>
        {word && shortened(word, zone.width - 12)}
      </text>
    </>
  );
}
