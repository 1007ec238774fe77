import type { UseFormReturn } from "react-hook-form";
import { FormField } from "@/components/Form";
import { Input } from "@/components/Input";
import { Select } from "@/components/Select";
import { m } from "@/paraglide/messages";
import { CheckRow } from "../CheckRow";
import { departmentOptions } from "../departmentTree";
import { roleNames, roles } from "../roles";
import { useDepartments } from "../useDepartments";
import { Mapping } from "./Mapping";
import type { SsoValues } from "./ssoValues";

const roleOptions = () => roleNames.map((role) => ({ value: role, label: roles[role].label() }));

/** Who is made known at the first sign-in, and where the provider's groups lead. */
export function SsoPeople({ form }: { form: UseFormReturn<SsoValues> }) {
  const departments = useDepartments();
  const creates = form.watch("sso_create_users");
  return (
    <>
      <div className="rounded-lg border border-line">
        <CheckRow
          label={m.security_sso_create()}
          checked={creates}
          onChange={(checked) => form.setValue("sso_create_users", checked, { shouldDirty: true })}
        />
      </div>
      {creates && (
        <FormField
          form={form}
          name="sso_default_roles"
          label={m.security_sso_default_roles()}
          render={(field) => <Select {...field} options={roleOptions()} />}
        />
      )}
      <FormField
        form={form}
        name="sso_role_claim"
        label={m.security_sso_role_claim()}
        hint={m.security_sso_role_claim_hint()}
        render={(field) => <Input {...field} maxLength={64} spellCheck={false} />}
      />
      {form.watch("sso_role_claim") && (
        <Mapping
          form={form}
          name="sso_roles"
          label={m.security_sso_mapping_roles()}
          to={m.settings_roles()}
          options={roleOptions()}
        />
      )}
      <FormField
        form={form}
        name="sso_department_claim"
        label={m.security_sso_department_claim()}
        render={(field) => <Input {...field} maxLength={64} spellCheck={false} />}
      />
      {form.watch("sso_department_claim") && (
        <Mapping
          form={form}
          name="sso_departments"
          label={m.security_sso_mapping_departments()}
          to={m.settings_department()}
          options={departmentOptions(departments.rows)}
        />
      )}
    </>
  );
}
