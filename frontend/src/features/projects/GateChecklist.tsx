import { ArrowRight, CircleCheck, CircleDashed } from "lucide-react";
import { cx } from "@/lib/cx";
import { m } from "@/paraglide/messages";
import { AddressLink } from "@/parts/AddressLink";
import { useMayPlan } from "@/parts/useMayPlan";
import { checkWord, mapLacks, mendAddress, missingWord } from "./checks";
import type { GateCheckOut, ProjectItem } from "./model";

type GateChecklistProps = {
  checks: readonly GateCheckOut[];
  project: Pick<ProjectItem, "id" | "customer_id" | "opportunity_id">;
  /** Called when a link leads away, so that a dialog can close. */
  onLeave?: () => void;
};

/** Every check of a gate: passed, or missing with the way to mend it. */
export function GateChecklist({ checks, project, onLeave }: GateChecklistProps) {
  const mayPlan = useMayPlan();
  return (
    <ul className="grid">
      {checks.map((check) => {
        const to = check.passed || !mayPlan ? null : mendAddress(check, project);
        return (
          <li key={check.code} className="flex items-start gap-2.5 border-line border-b py-2 last:border-0">
            {check.passed ? (
              <CircleCheck aria-hidden className="mt-0.5 size-4.5 shrink-0 text-leaf" />
            ) : (
              <CircleDashed aria-hidden className="mt-0.5 size-4.5 shrink-0 text-warn" />
            )}
            <div className="min-w-0 grow">
              <p className={cx(check.passed ? "text-ink-soft" : "font-medium")}>
                {checkWord(check.code)}
                <span className="sr-only"> {check.passed ? m.projects_gate_passed() : m.projects_gate_missing()}</span>
              </p>
              {!check.passed && <p className="text-ink-soft text-sm">{missingWord(check)}</p>}
              {!check.passed && check.code === "power_map_good_enough" && (
                <p className="text-ink-soft text-sm">{mapLacks(check).join(" · ")}</p>
              )}
            </div>
            {to && (
              <AddressLink
                address={to}
                onClick={onLeave}
                aria-label={`${m.projects_gate_mend()}: ${checkWord(check.code)}`}
                className="mt-0.5 inline-flex shrink-0 items-center gap-1 rounded-sm text-leaf-ink text-sm hover:underline"
              >
                {m.projects_gate_mend()}
                <ArrowRight aria-hidden className="size-3.5" />
              </AddressLink>
            )}
          </li>
        );
      })}
    </ul>
  );
}
