import type { UseFormReturn } from "react-hook-form";
import { DateInput } from "@/components/DateInput";
import { FormField } from "@/components/Form";
import { Input } from "@/components/Input";
import { Textarea } from "@/components/Textarea";
import { m } from "@/paraglide/messages";
import type { KeyValues } from "./keyValues";
import { ScopePicker } from "./ScopePicker";

/** Whose key it is, what it opens, from where and until when. */
export function KeyFields({ form }: { form: UseFormReturn<KeyValues> }) {
  return (
    <div className="grid gap-4">
      <FormField
        form={form}
        name="name"
        label={m.settings_key_name()}
        hint={m.settings_key_name_hint()}
        required
        rules={{ validate: (name) => name.trim() !== "" || m.common_required() }}
        render={(field) => <Input {...field} maxLength={200} />}
      />
      <ScopePicker form={form} />
      <FormField
        form={form}
        name="networks"
        label={m.settings_key_networks()}
        hint={m.settings_key_networks_hint()}
        render={(field) => <Textarea {...field} rows={2} spellCheck={false} />}
      />
      <FormField
        form={form}
        name="expires_at"
        label={m.settings_key_until()}
        hint={m.settings_key_until_hint()}
        render={(field) => <DateInput {...field} min={new Date().toISOString().slice(0, 10)} />}
      />
    </div>
  );
}
