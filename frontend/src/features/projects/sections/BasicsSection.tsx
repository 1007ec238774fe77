import { Combobox } from "@/components/Combobox";
import { DateInput } from "@/components/DateInput";
import { Field } from "@/components/Field";
import { useSession } from "@/hooks/useSession";
import { m } from "@/paraglide/messages";
import { useCurrency } from "@/parts/cycles";
import { findPeople } from "@/parts/finders";
import { SavedLine, SavedNumber } from "@/parts/Saved";
import { Section, type SectionProps } from "./section";

export function BasicsSection({ project, save, readOnly }: SectionProps) {
  const { sees } = useSession();
  const currency = useCurrency();
  const manager = project.manager_id ? { value: project.manager_id, label: project.manager_name ?? "" } : null;
  return (
    <Section id="basics" title={m.projects_basics()} stage={project.stage}>
      <SavedLine
        label={m.projects_name()}
        value={project.name}
        onSave={(name) => name && save({ name })}
        readOnly={readOnly}
        required
      />
      <Field label={m.projects_manager()}>
        <Combobox
          value={manager}
          source={findPeople}
          clearable
          disabled={readOnly}
          placeholder={m.projects_no_manager()}
          onChange={(one) => save({ manager_id: one?.value ?? null, manager_name: one?.label ?? null })}
        />
      </Field>
      <SavedLine
        label={m.projects_next_step()}
        value={project.next_step ?? ""}
        onSave={(text) => save({ next_step: text || null })}
        readOnly={readOnly}
      />
      <Field label={m.projects_next_step_on()}>
        <DateInput
          value={project.next_step_on}
          onChange={(next_step_on) => save({ next_step_on })}
          disabled={readOnly}
        />
      </Field>
      {sees("commercial") && (
        <SavedNumber
          label={`${m.projects_value()} (${currency})`}
          value={project.value}
          onSave={(value) => save({ value })}
          readOnly={readOnly}
        />
      )}
    </Section>
  );
}
