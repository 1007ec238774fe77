import { DateInput } from "@/components/DateInput";
import { Field } from "@/components/Field";
import { m } from "@/paraglide/messages";
import { SavedProse } from "@/parts/Saved";
import { Section, type SectionProps, Wide } from "./section";

export function CompetitorsSection({ project, save, readOnly }: SectionProps) {
  return (
    <Section id="competitors" title={m.projects_competitors()} stage={project.stage}>
      <Wide>
        <SavedProse
          label={m.projects_competitor_analysis()}
          value={project.competitor_analysis}
          onSave={(competitor_analysis) => save({ competitor_analysis })}
          readOnly={readOnly}
        />
      </Wide>
      <Field label={m.projects_competitors_checked_on()} hint={m.projects_competitors_checked_hint()}>
        <DateInput
          value={project.competitors_checked_on}
          onChange={(competitors_checked_on) => save({ competitors_checked_on })}
          disabled={readOnly}
        />
      </Field>
    </Section>
  );
}
