import { useQueryClient } from "@tanstack/react-query";
import { useForm } from "react-hook-form";
import { changePassword, type SessionUser } from "@/api/generated";
import { Button } from "@/components/Button";
import { Form, FormField } from "@/components/Form";
import { Input } from "@/components/Input";
import { toast } from "@/components/Toast";
import { sessionQuery } from "@/hooks/useSession";
import { m } from "@/paraglide/messages";

type Values = { current: string; new: string; again: string };
const LEAST = 10;

/** One's own password; other browsers are signed out by it. */
export function PasswordForm({ user }: { user: SessionUser }) {
  const client = useQueryClient();
  const form = useForm<Values>({ defaultValues: { current: "", new: "", again: "" } });
  const send = async (values: Values) => {
    await changePassword({ body: { new: values.new, ...(user.has_password ? { current: values.current } : {}) } });
    form.reset();
    await client.invalidateQueries({ queryKey: sessionQuery.queryKey });
    toast.done(m.settings_password_done());
  };
  if (!user.email && !user.has_password) {
    return <p className="pt-1 text-pretty text-ink-soft">{m.settings_password_needs_email()}</p>;
  }
  return (
    <Form form={form} onSubmit={send} className="grid gap-4 pt-1 sm:grid-cols-2">
      {/* tells password managers whose password this is */}
      <input type="hidden" autoComplete="username" value={user.email ?? ""} readOnly />
      {user.has_password && (
        <div className="sm:col-span-2 sm:w-1/2 sm:pr-2">
          <FormField
            form={form}
            name="current"
            label={m.settings_password_current()}
            required
            rules={{ required: m.common_required() }}
            render={(field) => <Input {...field} type="password" autoComplete="current-password" />}
          />
        </div>
      )}
      <FormField
        form={form}
        name="new"
        label={m.settings_password_new()}
        hint={m.settings_password_hint()}
        required
        rules={{ minLength: { value: LEAST, message: m.settings_password_hint() }, required: m.common_required() }}
        render={(field) => <Input {...field} type="password" autoComplete="new-password" />}
      />
      <FormField
        form={form}
        name="again"
        label={m.settings_password_again()}
        required
        rules={{ validate: (again) => again === form.getValues("new") || m.settings_password_differs() }}
        render={(field) => <Input {...field} type="password" autoComplete="new-password" />}
      />
      <div>
        <Button type="submit" look="primary" busy={form.formState.isSubmitting}>
          {user.has_password ? m.settings_password_change() : m.settings_password_set()}
        </Button>
      </div>
    </Form>
  );
}
