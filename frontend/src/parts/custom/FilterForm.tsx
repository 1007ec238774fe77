import { useState } from "react";
import type { CustomFieldOut } from "@/api/generated";
import { Button } from "@/components/Button";
import { Field } from "@/components/Field";
import { Select } from "@/components/Select";
import { m } from "@/paraglide/messages";
import { CustomControl } from "./CustomControl";
import type { Operator, Test } from "./filterText";
import { operators, operatorWord } from "./filterWords";
import { columnOf, isEmpty, labelOf, type Value } from "./model";

type FilterFormProps = { fields: readonly CustomFieldOut[]; onAdd: (test: Test) => void };

/** One condition: a field, what is asked of it, and a value in the control of its type. */
export function FilterForm({ fields, onAdd }: FilterFormProps) {
  const [id, setId] = useState(fields[0]?.id ?? "");
  const [operator, setOperator] = useState<Operator | undefined>();
  const [value, setValue] = useState<Value>(null);
  const field = fields.find((one) => one.id === id);
  if (!field) return null;
  const known = operators[field.type];
  const asked = operator && known.includes(operator) ? operator : (known[0] ?? "=");
  const alone = asked === "is null" || asked === "is not null";
  // Of several choices a condition names one.
  const asOne: CustomFieldOut = { ...field, required: false, type: field.type === "choices" ? "choice" : field.type };
  return (
    <form
      className="grid w-64 gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        event.stopPropagation();
        const name = `${columnOf(field)}.${field.key}`;
        if (alone) onAdd({ name, operator: asked });
        else if (!isEmpty(value)) onAdd({ name, operator: asked, value: String(value) });
      }}
    >
      <Field label={m.fields_filter_field()}>
        <Select
          value={id}
          options={fields.map((one) => ({ value: one.id, label: labelOf(one) }))}
          onChange={(event) => {
            setId(event.target.value);
            setValue(null);
          }}
        />
      </Field>
      <Field label={m.fields_filter_test()}>
        <Select
          value={asked}
          options={known.map((one) => ({ value: one, label: operatorWord(one, field.type) }))}
          onChange={(event) => setOperator(event.target.value as Operator)}
        />
      </Field>
      {!alone && (
        <Field label={m.fields_filter_value()}>
          <CustomControl key={id} field={asOne} value={value} onChange={setValue} />
        </Field>
      )}
      <Button look="primary" type="submit">
        {m.fields_filter_add()}
      </Button>
    </form>
  );
}
