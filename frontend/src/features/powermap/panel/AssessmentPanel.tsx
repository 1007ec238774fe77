import { CircleCheck, TriangleAlert } from "lucide-react";
import { Meter } from "@/components/Meter";
import { m } from "@/paraglide/messages";
import { percent } from "../findings";
import { type Chain, chainWord, type PowerMapOut } from "../model";
import { Gaps, MissingList, Warnings } from "./Findings";
import { IndexBars } from "./IndexBars";

export type PanelActs = {
  onOpen: (person: string) => void;
  onAdd?: () => void;
  onChecked?: (day: string | null) => void;
};

type AssessmentPanelProps = { map: PowerMapOut; vendors: ReadonlyMap<string, string> } & PanelActs;

/** What the map says: ready or not, for us or against us, covered or not, and what to doubt. */
export function AssessmentPanel({ map, vendors, ...acts }: AssessmentPanelProps) {
  const { assessment } = map;
  return (
    <div className="grid gap-5">
      <section>
        <h2 className="flex items-center gap-2 font-semibold">
          {assessment.good_enough ? (
            <CircleCheck aria-hidden className="size-4.5 text-leaf" />
          ) : (
            <TriangleAlert aria-hidden className="size-4.5 text-warn" />
          )}
          {assessment.good_enough ? m.powermap_good_enough() : m.powermap_not_good_enough()}
          {!assessment.good_enough && (
            <span className="font-normal text-ink-soft text-sm">
              {m.powermap_missing_count({ count: assessment.missing.length })}
            </span>
          )}
        </h2>
        <MissingList map={map} {...acts} />
      </section>
      <IndexBars assessment={assessment} vendors={vendors} />
      <section>
        <h2 className="font-semibold">{m.powermap_coverage()}</h2>
        <p className="mb-2 text-ink-soft text-sm">{m.powermap_coverage_hint()}</p>
        <Meter
          label={m.powermap_coverage()}
          value={assessment.coverage}
          max={1}
          thresholds={[0.3, 0.6]}
          format={percent}
        />
        {Object.keys(assessment.chains).length > 1 && (
          <p className="mt-1 text-ink-soft text-sm">
            {Object.entries(assessment.chains)
              .map(([chain, share]) =>
                m.powermap_coverage_of({ chain: chainWord[chain as Chain](), share: percent(share) }),
              )
              .join(" · ")}
          </p>
        )}
        <Gaps map={map} onOpen={acts.onOpen} />
      </section>
      <Warnings map={map} {...acts} />
    </div>
  );
}
