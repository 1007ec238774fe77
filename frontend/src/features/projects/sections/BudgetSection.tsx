import { m } from "@/paraglide/messages";
import { SavedLine } from "@/parts/Saved";
import { Section, type SectionProps, Tick } from "./section";

export function BudgetSection({ project, save, readOnly }: SectionProps) {
  return (
    <Section id="budget" title={m.projects_budget()} stage={project.stage}>
      <SavedLine
        label={m.projects_budget_source()}
        value={project.budget_source ?? ""}
        onSave={(text) => save({ budget_source: text || null })}
        readOnly={readOnly}
      />
      <Tick
        label={m.projects_budget_confirmed()}
        value={project.budget_confirmed}
        onSave={(budget_confirmed) => save({ budget_confirmed })}
        readOnly={readOnly}
      />
    </Section>
  );
}
