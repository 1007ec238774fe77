import { m } from "@/paraglide/messages";
import { SavedProse } from "@/parts/Saved";
import { Section, type SectionProps, Wide } from "./section";

export function ClosingSection({ project, save, readOnly }: SectionProps) {
  return (
    <Section id="closing" title={m.projects_closing()} stage={project.stage}>
      <Wide>
        <SavedProse
          label={m.projects_results_against_target()}
          value={project.results_against_target}
          onSave={(results_against_target) => save({ results_against_target })}
          readOnly={readOnly}
        />
      </Wide>
      <Wide>
        <SavedProse
          label={m.projects_lessons()}
          value={project.lessons}
          onSave={(lessons) => save({ lessons })}
          readOnly={readOnly}
        />
      </Wide>
    </Section>
  );
}
