import { useId } from "react";
import { Controller, type UseFormReturn } from "react-hook-form";
import { m } from "@/paraglide/messages";
import { CheckRow } from "./CheckRow";
import type { KeyValues } from "./keyValues";
import { scopeNames, scopeText } from "./scopes";

/** What the key opens: as little as the other system needs. */
export function ScopePicker({ form }: { form: UseFormReturn<KeyValues> }) {
  const id = useId();
  return (
    <Controller
      control={form.control}
      name="scopes"
      rules={{ validate: (chosen) => chosen.length > 0 || m.settings_scopes_needed() }}
      render={({ field, fieldState }) => (
        <fieldset aria-describedby={`${id}-note`}>
          <legend className="mb-1 font-medium text-ink-soft text-sm">
            {m.settings_scopes()}
            <span aria-hidden className="ml-0.5 text-bad-ink">
              *
            </span>
          </legend>
          <div className="divide-y divide-line rounded-lg border border-line">
            {scopeNames.map((scope) => (
              <CheckRow
                key={scope}
                label={
                  <>
                    {scopeText(scope)} <code className="text-ink-faint text-xs">{scope}</code>
                  </>
                }
                checked={field.value.includes(scope)}
                onChange={(checked) =>
                  field.onChange(checked ? [...field.value, scope] : field.value.filter((one) => one !== scope))
                }
              />
            ))}
          </div>
          <p
            id={`${id}-note`}
            className={fieldState.error ? "mt-1 text-bad-ink text-sm" : "mt-1 text-ink-soft text-sm"}
          >
            {fieldState.error?.message ?? m.settings_scopes_hint()}
          </p>
        </fieldset>
      )}
    />
  );
}
