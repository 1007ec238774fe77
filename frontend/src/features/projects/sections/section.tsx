import { ChevronDown } from "lucide-react";
import type { ReactNode } from "react";
import { Checkbox } from "@/components/Checkbox";
import { m } from "@/paraglide/messages";
import { type ProjectOut, type Stage, stages, stageWord } from "../model";
import type { SaveFacts } from "../useProject";

export type SectionProps = { project: ProjectOut; save: SaveFacts; readOnly: boolean };

type SectionIds = "basics" | "budget" | "competitors" | "bid" | "result" | "contract" | "closing";

/** The stage whose gate asks for a section; before that it waits folded. */
const asked: Record<SectionIds, Stage> = {
  basics: "lead",
  budget: "lead",
  competitors: "opportunity",
  bid: "bid",
  result: "bid",
  contract: "contract",
  closing: "delivery",
};

type SectionFrame = { id: SectionIds; title: string; stage: Stage; children: ReactNode };

/** A group of facts that a gate's "mend" link can lead to. */
export function Section({ id, title, stage, children }: SectionFrame) {
  const later = stages.indexOf(stage) < stages.indexOf(asked[id]);
  const fields = <div className="grid grid-cols-1 gap-3 sm:grid-cols-2">{children}</div>;
  return (
    <section id={`section-${id}`} aria-label={title} className="scroll-mt-4 rounded-lg border border-line bg-surface">
      {later ? (
        <details>
          <summary className="flex items-center gap-3 rounded-lg px-4 py-2.5 hover:bg-hover">
            <span className="font-semibold">{title}</span>
            <span className="truncate text-ink-soft text-sm">
              {m.projects_section_later({ stage: stageWord[asked[id]]() })}
            </span>
            <ChevronDown aria-hidden className="ml-auto size-4 shrink-0 text-ink-faint" />
          </summary>
          <div className="px-4 pb-4">{fields}</div>
        </details>
      ) : (
        <div className="px-4 pt-2.5 pb-4">
          <h2 className="mb-2 font-semibold">{title}</h2>
          {fields}
        </div>
      )}
    </section>
  );
}

export function Wide({ children }: { children: ReactNode }) {
  return <div className="sm:col-span-2">{children}</div>;
}

export function Tick(props: { label: string; value: boolean; onSave: (value: boolean) => void; readOnly: boolean }) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the box inside is our Checkbox
    <label className="flex min-h-8 items-center gap-2 self-end">
      <Checkbox checked={props.value} onCheckedChange={props.onSave} disabled={props.readOnly} />
      {props.label}
    </label>
  );
}
