import { useForm } from "react-hook-form";
import type { SignInSettingOut } from "@/api/generated";
import { Button } from "@/components/Button";
import { Form } from "@/components/Form";
import { m } from "@/paraglide/messages";
import { CheckRow } from "../CheckRow";
import { type Role, roleNames, roles, rolesOf } from "../roles";
import { useSaveSetting } from "./useSaveSetting";

/** Whose password alone does not let them in. */
export function SecondFactorRoles({ setting }: { setting: SignInSettingOut }) {
  const save = useSaveSetting(setting);
  const form = useForm<{ second_factor_roles: Role[] }>({
    values: { second_factor_roles: rolesOf(setting.second_factor_roles) },
  });
  const chosen = form.watch("second_factor_roles");
  const change = (role: Role, checked: boolean) =>
    form.setValue("second_factor_roles", checked ? [...chosen, role] : chosen.filter((one) => one !== role), {
      shouldDirty: true,
    });
  return (
    <Form form={form} onSubmit={save} className="grid gap-3 pt-1">
      <p className="text-pretty text-ink-soft">{m.security_ways_factor_text()}</p>
      <fieldset>
        <legend className="sr-only">{m.security_ways_factor()}</legend>
        <div className="grid rounded-lg border border-line sm:grid-cols-2">
          {roleNames.map((role) => (
            <CheckRow
              key={role}
              label={roles[role].label()}
              checked={chosen.includes(role)}
              onChange={(checked) => change(role, checked)}
            />
          ))}
        </div>
      </fieldset>
      <div>
        <Button type="submit" look="primary" busy={form.formState.isSubmitting} disabled={!form.formState.isDirty}>
          {m.common_save()}
        </Button>
      </div>
    </Form>
  );
}
