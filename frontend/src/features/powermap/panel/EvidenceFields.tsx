import type { UseFormReturn } from "react-hook-form";
import { Checkbox } from "@/components/Checkbox";
import { DateInput } from "@/components/DateInput";
import { FormField } from "@/components/Form";
import { Textarea } from "@/components/Textarea";
import { m } from "@/paraglide/messages";
import { today } from "@/parts/days";
import { Group, Whole } from "./Group";
import type { PersonValues } from "./personValues";

/** How we know: a judgement is an assumption until somebody writes down the evidence. */
export function EvidenceFields({ form }: { form: UseFormReturn<PersonValues> }) {
  const confirmed = form.watch("confirmed");
  return (
    <Group title={m.powermap_group_evidence()}>
      <Whole>
        <FormField
          form={form}
          name="evidence"
          label={m.powermap_evidence()}
          hint={m.powermap_evidence_hint()}
          required={confirmed}
          rules={{ validate: (text) => !confirmed || text.trim() !== "" || m.powermap_evidence_required() }}
          render={(field) => <Textarea {...field} rows={2} />}
        />
      </Whole>
      <FormField
        form={form}
        name="confirmed"
        label={m.powermap_confirmed()}
        render={({ value, ...field }) => (
          <Checkbox
            {...field}
            checked={value}
            onChange={undefined}
            onCheckedChange={(on) => {
              field.onChange(on);
              if (on) form.setValue("confirmed_on", today(), { shouldDirty: true });
            }}
            className="my-2 justify-self-start"
          />
        )}
      />
      {confirmed && (
        <FormField
          form={form}
          name="confirmed_on"
          label={m.powermap_confirmed_day()}
          render={(field) => <DateInput {...field} max={today()} />}
        />
      )}
    </Group>
  );
}
