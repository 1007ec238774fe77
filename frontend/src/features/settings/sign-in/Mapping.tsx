import { Plus, X } from "lucide-react";
import { type UseFormReturn, useFieldArray } from "react-hook-form";
import { Button } from "@/components/Button";
import { IconButton } from "@/components/IconButton";
import { Input } from "@/components/Input";
import { type Option, Select } from "@/components/Select";
import { m } from "@/paraglide/messages";
import type { SsoValues } from "./ssoValues";

type Props = {
  form: UseFormReturn<SsoValues>;
  name: "sso_roles" | "sso_departments";
  label: string;
  /** What a value is mapped to. */
  to: string;
  options: readonly Option[];
};

/** Values of a claim, a line each with what it means here. */
export function Mapping({ form, name, label, to, options }: Props) {
  const rows = useFieldArray({ control: form.control, name });
  return (
    <fieldset className="grid gap-2 rounded-lg border border-line p-3">
      <legend className="px-1 font-medium text-ink-soft text-sm">{label}</legend>
      {rows.fields.map((row, index) => (
        <div key={row.id} className="flex items-center gap-2">
          <Input aria-label={m.security_sso_value()} maxLength={200} {...form.register(`${name}.${index}.value`)} />
          <span aria-hidden className="text-ink-faint">
            →
          </span>
          <Select
            aria-label={to}
            // the choices come after the form: without a new key a select would forget its value
            key={options.length}
            placeholder={m.security_sso_choose()}
            options={options}
            {...form.register(`${name}.${index}.to`)}
          />
          <IconButton
            icon={<X aria-hidden />}
            label={m.common_remove_named({ name: form.getValues(`${name}.${index}.value`) || String(index + 1) })}
            onClick={() => rows.remove(index)}
          />
        </div>
      ))}
      <div>
        <Button size="sm" icon={<Plus aria-hidden />} onClick={() => rows.append({ value: "", to: "" })}>
          {m.security_sso_add()}
        </Button>
      </div>
    </fieldset>
  );
}
