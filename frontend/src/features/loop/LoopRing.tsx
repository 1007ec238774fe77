import type { StageOut } from "@/api/generated";
import { cx } from "@/lib/cx";
import { formatNumber } from "@/lib/format";
import { m } from "@/paraglide/messages";
import { healthTone } from "./health";
import { stageWords } from "./words";

const RADIUS = 84;
const WIDTH = 20;
const GAP = 0.1;
const strokes = { good: "stroke-leaf", warn: "stroke-warn", bad: "stroke-bad", neutral: "stroke-line-strong" } as const;

const point = (angle: number, radius: number) =>
  `${(120 + radius * Math.sin(angle)).toFixed(2)} ${(120 - radius * Math.cos(angle)).toFixed(2)}`;

function arc(from: number, to: number): string {
  return `M${point(from, RADIUS)}A${RADIUS} ${RADIUS} 0 0 1 ${point(to, RADIUS)}`;
}

/** The loop as a ring, clockwise from the top: each quarter is a stage, filled as far as it is healthy. */
export function LoopRing({ stages, weakest }: { stages: StageOut[]; weakest: StageOut["stage"] | undefined }) {
  return (
    <svg viewBox="0 0 240 240" role="img" aria-label={m.loop_ring()} className="mx-auto w-full max-w-72">
      {stages.map((stage, index) => {
        const from = (index * Math.PI) / 2 + GAP / 2;
        const whole = Math.PI / 2 - GAP;
        const middle = from + whole / 2;
        const [x, y] = point(middle, RADIUS).split(" ");
        const share = (stage.health ?? 0) / 100;
        return (
          <g key={stage.stage} fill="none" strokeLinecap="butt" strokeWidth={WIDTH}>
            <path d={arc(from, from + whole)} className="stroke-line" />
            {share > 0 && <path d={arc(from, from + whole * share)} className={strokes[healthTone(stage.health)]} />}
            <circle
              cx={x}
              cy={y}
              r={19}
              strokeWidth={2}
              className={cx("fill-surface", strokes[healthTone(stage.health)])}
            />
            <text
              x={x}
              y={y}
              dy="0.36em"
              textAnchor="middle"
              className="fill-ink font-semibold text-sm"
              strokeWidth={0}
            >
              {stage.health === null ? "—" : formatNumber(Math.round(stage.health))}
            </text>
          </g>
        );
      })}
      <text x={120} y={weakest ? 110 : 124} textAnchor="middle" className="fill-ink-soft text-xs">
        {weakest ? m.loop_weakest() : m.loop_nothing_known()}
      </text>
      {weakest && (
        <text x={120} y={134} textAnchor="middle" className="fill-ink font-semibold text-base">
          {stageWords[weakest]()}
        </text>
      )}
    </svg>
  );
}
