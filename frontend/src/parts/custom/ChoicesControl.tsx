import { useId } from "react";
import { Checkbox } from "@/components/Checkbox";
import type { Option } from "@/components/Select";

type ChoicesControlProps = {
  /** What is chosen here: boxes have no one label of their own. */
  label: string;
  options: readonly Option[];
  value: readonly string[];
  onChange: (value: string[]) => void;
  readOnly?: boolean;
  id?: string;
  "aria-describedby"?: string;
};

/** Several of a few: a box for each, in the order they are defined. */
export function ChoicesControl({ label, options, value, onChange, readOnly, id, ...rest }: ChoicesControlProps) {
  const own = useId();
  const toggle = (one: string, on: boolean) =>
    onChange(options.map((each) => each.value).filter((each) => (each === one ? on : value.includes(each))));
  return (
    <fieldset
      id={id}
      aria-label={label}
      aria-describedby={rest["aria-describedby"]}
      className="flex flex-wrap gap-x-4 gap-y-1.5 py-1.5"
    >
      {options.map((option) => (
        <label key={option.value} htmlFor={`${own}-${option.value}`} className="flex items-center gap-1.5">
          <Checkbox
            id={`${own}-${option.value}`}
            checked={value.includes(option.value)}
            disabled={readOnly || (option.disabled && !value.includes(option.value))}
            onCheckedChange={(on) => toggle(option.value, on)}
          />
          {option.label}
        </label>
      ))}
    </fieldset>
  );
}
