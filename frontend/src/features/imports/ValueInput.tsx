import type { FieldOut } from "@/api/generated";
import { DateInput } from "@/components/DateInput";
import { Input } from "@/components/Input";
import { Select } from "@/components/Select";
import { optionsOf } from "./choices";

type ValueInputProps = {
  field: FieldOut;
  value: string;
  onChange: (value: string) => void;
  /** The word for saying nothing; absent where something must be said. */
  emptyLabel?: string;
  id?: string;
  "aria-label"?: string;
  "aria-describedby"?: string;
};

/** A value of a field, as it would stand in the file. */
export function ValueInput({ field, value, onChange, emptyLabel, ...rest }: ValueInputProps) {
  const options = optionsOf(field);
  if (options) {
    return (
      <Select
        {...rest}
        value={value}
        placeholder={emptyLabel ?? ""}
        options={options}
        onChange={(event) => onChange(event.target.value)}
      />
    );
  }
  if (field.type === "date") {
    return <DateInput {...rest} value={value || null} onChange={(day) => onChange(day ?? "")} />;
  }
  return (
    <Input
      {...rest}
      value={value}
      maxLength={200}
      placeholder={emptyLabel}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
