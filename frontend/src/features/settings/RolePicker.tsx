import { useId } from "react";
import { Controller, type UseFormReturn } from "react-hook-form";
import { m } from "@/paraglide/messages";
import { CheckRow } from "./CheckRow";
import { roleNames, roles } from "./roles";
import type { Values } from "./userValues";

/** One or several roles, each with what it lets a person do. */
export function RolePicker({ form }: { form: UseFormReturn<Values> }) {
  const id = useId();
  return (
    <Controller
      control={form.control}
      name="roles"
      rules={{ validate: (chosen) => chosen.length > 0 || m.settings_roles_needed() }}
      render={({ field, fieldState }) => (
        <fieldset aria-describedby={fieldState.error ? `${id}-fault` : undefined}>
          <legend className="mb-1 font-medium text-ink-soft text-sm">
            {m.settings_roles()}
            <span aria-hidden className="ml-0.5 text-bad-ink">
              *
            </span>
          </legend>
          <div className="divide-y divide-line rounded-lg border border-line">
            {roleNames.map((role) => (
              <CheckRow
                key={role}
                label={<span className="font-medium">{roles[role].label()}</span>}
                hint={roles[role].may()}
                checked={field.value.includes(role)}
                onChange={(checked) =>
                  field.onChange(checked ? [...field.value, role] : field.value.filter((one) => one !== role))
                }
              />
            ))}
          </div>
          {fieldState.error && (
            <p id={`${id}-fault`} role="alert" className="mt-1 text-bad-ink text-sm">
              {fieldState.error.message}
            </p>
          )}
        </fieldset>
      )}
    />
  );
}
