import type { FieldPathByValue, UseFormReturn } from "react-hook-form";
import { FormField } from "@/components/Form";
import { NumberInput } from "@/components/NumberInput";
import { Select } from "@/components/Select";
import { m } from "@/paraglide/messages";
import type { Values } from "./formValues";

type Numeric = FieldPathByValue<Values, number | null>;
type NumberFieldProps = {
  form: UseFormReturn<Values>;
  name: Numeric;
  label: string;
  unit: string;
  min?: number;
  max?: number;
  /** The unit is a word, not a sign. */
  wide?: boolean;
};

export function NumberField({ form, name, label, unit, min = 0, max, wide }: NumberFieldProps) {
  return (
    <FormField
      form={form}
      name={name}
      label={wide ? `${label} (${unit})` : label}
      render={(field) => <NumberInput {...field} min={min} max={max} unit={wide ? undefined : unit} />}
    />
  );
}

/** A judgement from 1 to 5; empty means not judged, which is not the same as 1. */
export function ScaleField({ form, name, label }: { form: UseFormReturn<Values>; name: Numeric; label: string }) {
  return (
    <FormField
      form={form}
      name={name}
      label={label}
      render={({ value, onChange, ...field }) => (
        <Select
          {...field}
          value={value === null ? "" : String(value)}
          onChange={(event) => onChange(event.target.value ? Number(event.target.value) : null)}
          placeholder={m.sandbox_not_judged()}
          options={[1, 2, 3, 4, 5].map((one) => ({ value: String(one), label: String(one) }))}
        />
      )}
    />
  );
}
