import type { UseFormReturn } from "react-hook-form";
import { FormField } from "@/components/Form";
import { Input } from "@/components/Input";
import { Select } from "@/components/Select";
import { m } from "@/paraglide/messages";
import { departmentOptions } from "./departmentTree";
import { languages } from "./languages";
import { RolePicker } from "./RolePicker";
import { useDepartments } from "./useDepartments";
import type { Values } from "./userValues";

export function UserFields({ form }: { form: UseFormReturn<Values> }) {
  const departments = useDepartments();
  return (
    <div className="grid gap-4">
      <FormField
        form={form}
        name="name"
        label={m.settings_name()}
        required
        rules={{ validate: (name) => name.trim() !== "" || m.common_required() }}
        render={(field) => <Input {...field} maxLength={200} />}
      />
      <FormField
        form={form}
        name="email"
        label={m.settings_email()}
        hint={m.settings_email_hint()}
        render={(field) => <Input {...field} type="email" />}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <FormField
          form={form}
          name="title"
          label={m.settings_user_title()}
          render={(field) => <Input {...field} maxLength={200} />}
        />
        <FormField
          form={form}
          name="department_id"
          label={m.settings_department()}
          render={(field) => (
            <Select
              {...field}
              // the choices come after the form: without a new key a select would forget its value
              key={departments.rows.length}
              placeholder={m.settings_no_department()}
              options={departmentOptions(departments.rows)}
            />
          )}
        />
      </div>
      <RolePicker form={form} />
      <FormField
        form={form}
        name="language"
        label={m.settings_language()}
        render={(field) => <Select {...field} options={languages} />}
      />
    </div>
  );
}
