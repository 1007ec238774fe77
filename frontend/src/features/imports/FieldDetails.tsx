import type { FieldMapping, FieldOut } from "@/api/generated";
import { Field } from "@/components/Field";
import { NumberInput } from "@/components/NumberInput";
import { m } from "@/paraglide/messages";
import { Replacements } from "./Replacements";
import { ValueInput } from "./ValueInput";
import { labelOf } from "./words";

type Props = {
  field: FieldOut;
  entry: FieldMapping | undefined;
  onChange: (entry: FieldMapping | undefined) => void;
};

/** What stands in for empty cells, what words mean, what numbers are multiplied by. */
export function FieldDetails({ field, entry, onChange }: Props) {
  const set = (change: Partial<FieldMapping>) => onChange({ ...entry, ...change });
  return (
    <section
      aria-label={m.imports_details_of({ name: labelOf(field) })}
      className="mt-2.5 grid gap-4 rounded-md bg-sunken p-3 lg:grid-cols-2"
    >
      <div className="grid content-start gap-3">
        <Field label={m.imports_default()} hint={m.imports_default_hint()}>
          <ValueInput
            field={field}
            value={entry?.default ?? ""}
            emptyLabel={m.imports_default_none()}
            onChange={(value) => set({ default: value })}
          />
        </Field>
        {field.type === "decimal" && (
          <Field label={m.imports_factor()} hint={m.imports_factor_hint()}>
            <NumberInput
              value={entry?.factor ? Number(entry.factor) : null}
              min={0}
              decimals={9}
              onChange={(factor) => set({ factor: factor || undefined })}
            />
          </Field>
        )}
        {field.type === "reference" && (
          <p className="text-ink-soft text-sm">
            {field.unknown === "empty" ? m.imports_unknown_empty() : m.imports_unknown_reject()}
          </p>
        )}
      </div>
      <Replacements field={field} values={entry?.values ?? {}} onChange={(values) => set({ values })} />
    </section>
  );
}
