import type { StageOut } from "@/api/generated";
import { Badge } from "@/components/Badge";
import { Card } from "@/components/Card";
import { Meter } from "@/components/Meter";
import { m } from "@/paraglide/messages";
import { FigureRow } from "./FigureRow";
import { healthTone } from "./health";
import { stageWords } from "./words";

/** One stage: its health, what the health was made from, and its figures. */
export function StageCard({ stage, number, weakest }: { stage: StageOut; number: number; weakest: boolean }) {
  const known = stage.inputs.filter((input) => input.score !== null).length;
  return (
    <Card
      title={`${number} ${stageWords[stage.stage]()}`}
      actions={weakest ? <Badge tone="warn">{m.loop_weakest()}</Badge> : undefined}
    >
      <div className="flex items-center gap-3 pb-2 text-sm">
        <span className="shrink-0 text-ink-soft">{m.loop_health()}</span>
        <Meter label={m.loop_health()} value={stage.health} tone={healthTone(stage.health)} />
      </div>
      {known < stage.inputs.length && (
        <p className="pb-2 text-ink-faint text-xs">{m.loop_known({ known, all: stage.inputs.length })}</p>
      )}
      <ul className="border-line border-t pt-1.5">
        {stage.figures.map((figure) => (
          <FigureRow key={figure.key} figure={figure} />
        ))}
      </ul>
    </Card>
  );
}
