import { Field } from "@/components/Field";
import { m } from "@/paraglide/messages";
import { CustomControl } from "./CustomControl";
import { labelOf } from "./model";
import type { OwnFields } from "./useOwnFields";

/** The controls of `useOwnFields`, for the end of a form; nothing where none are defined. */
export function OwnFieldInputs({ own }: { own: OwnFields }) {
  if (own.fields.length === 0) return null;
  return (
    <fieldset className="mt-4 grid gap-3 border-line border-t pt-4">
      <legend className="sr-only">{m.fields_own()}</legend>
      {own.fields.map((field) => (
        <Field key={field.id} label={labelOf(field)} required={field.required} error={own.faults[field.key]}>
          <CustomControl field={field} value={own.valueAt(field.key)} onChange={(value) => own.set(field.key, value)} />
        </Field>
      ))}
    </fieldset>
  );
}
