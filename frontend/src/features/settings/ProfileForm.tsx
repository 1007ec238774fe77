import { useQueryClient } from "@tanstack/react-query";
import { useForm } from "react-hook-form";
import { changeProfile, type ProfileChange, type SessionUser } from "@/api/generated";
import { chooseLanguage } from "@/app/language";
import { Button } from "@/components/Button";
import { Form, FormField } from "@/components/Form";
import { Input } from "@/components/Input";
import { Select } from "@/components/Select";
import { toast } from "@/components/Toast";
import { sessionQuery } from "@/hooks/useSession";
import { m } from "@/paraglide/messages";
import { getLocale } from "@/paraglide/runtime";
import { languages } from "./languages";

export function ProfileForm({ user }: { user: SessionUser }) {
  const client = useQueryClient();
  const form = useForm<ProfileChange>({
    defaultValues: { name: user.name, language: user.language === "en" ? "en" : "zh" },
  });
  const send = async (values: ProfileChange) => {
    client.setQueryData(sessionQuery.queryKey, await changeProfile({ body: values }));
    void client.invalidateQueries({ queryKey: ["user"] });
    if (values.language !== getLocale()) chooseLanguage(values.language);
    else toast.done(m.common_saved());
  };
  return (
    <Form form={form} onSubmit={send} className="grid gap-4 pt-1 sm:grid-cols-2">
      <FormField
        form={form}
        name="name"
        label={m.settings_name()}
        required
        rules={{ validate: (name) => name.trim() !== "" || m.common_required() }}
        render={(field) => <Input {...field} maxLength={200} autoComplete="name" />}
      />
      <FormField
        form={form}
        name="language"
        label={m.settings_language()}
        hint={m.settings_language_hint()}
        render={(field) => <Select {...field} options={languages} />}
      />
      <div>
        <Button type="submit" look="primary" busy={form.formState.isSubmitting} disabled={!form.formState.isDirty}>
          {m.common_save()}
        </Button>
      </div>
    </Form>
  );
}
