import type { CustomFieldOut } from "@/api/generated";
import { DateInput } from "@/components/DateInput";
import { Input } from "@/components/Input";
import { NumberInput } from "@/components/NumberInput";
import { Select } from "@/components/Select";
import { m } from "@/paraglide/messages";
import { ChoicesControl } from "./ChoicesControl";
import { LinkControl } from "./LinkControl";
import { choicesOf, labelOf, type Value } from "./model";

type CustomControlProps = {
  field: CustomFieldOut;
  value: Value;
  onChange: (value: Value) => void;
  /** The control is left: what was typed is meant. */
  onBlur?: () => void;
  readOnly?: boolean;
  id?: string;
  "aria-describedby"?: string;
  "aria-invalid"?: boolean;
  "aria-required"?: boolean;
};

/** The control that fits the type of a field. */
export function CustomControl({ field, value, onChange, onBlur, readOnly, ...rest }: CustomControlProps) {
  switch (field.type) {
    case "number":
      return (
        <NumberInput
          {...rest}
          readOnly={readOnly}
          decimals={6}
          value={typeof value === "number" ? value : null}
          onChange={onChange}
        />
      );
    case "money":
      return (
        <NumberInput
          {...rest}
          readOnly={readOnly}
          decimals={2}
          unit={field.currency ?? undefined}
          value={typeof value === "number" ? value : null}
          onChange={onChange}
        />
      );
    case "choices":
      return (
        <ChoicesControl
          {...rest}
          label={labelOf(field)}
          readOnly={readOnly}
          options={choicesOf(field, value)}
          value={Array.isArray(value) ? value : []}
          onChange={onChange}
        />
      );
    case "link":
      return (
        <LinkControl
          {...rest}
          target={field.target ?? "customer"}
          readOnly={readOnly}
          clearable={!field.required}
          value={typeof value === "string" ? value : null}
          onChange={onChange}
        />
      );
    case "date":
      return (
        <DateInput
          {...rest}
          readOnly={readOnly}
          value={typeof value === "string" ? value : null}
          onChange={onChange}
          onBlur={onBlur}
        />
      );
    case "choice":
      return (
        <Select
          {...rest}
          disabled={readOnly}
          placeholder={m.fields_not_chosen()}
          options={choicesOf(field, value)}
          value={typeof value === "string" ? value : ""}
          onChange={(event) => onChange(event.target.value || null)}
        />
      );
    case "yes_no":
      return (
        <Select
          {...rest}
          disabled={readOnly}
          placeholder={m.fields_not_chosen()}
          options={[
            { value: "yes", label: m.fields_yes() },
            { value: "no", label: m.fields_no() },
          ]}
          value={value === true ? "yes" : value === false ? "no" : ""}
          onChange={(event) => onChange(event.target.value === "" ? null : event.target.value === "yes")}
        />
      );
    case "text":
      return (
        <Input
          {...rest}
          readOnly={readOnly}
          maxLength={2000}
          value={typeof value === "string" ? value : ""}
          onChange={(event) => onChange(event.target.value)}
          onBlur={onBlur}
        />
      );
  }
}
