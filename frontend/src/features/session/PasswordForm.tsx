import { useForm } from "react-hook-form";
import { Button } from "@/components/Button";
import { ErrorState } from "@/components/ErrorState";
import { Form, FormField } from "@/components/Form";
import { Input } from "@/components/Input";
import { m } from "@/paraglide/messages";
import { useSignIn } from "./useSignIn";

type Values = { email: string; password: string };

export function PasswordForm({ way, linkError }: { way?: string; linkError: unknown }) {
  const form = useForm<Values>({ defaultValues: { email: "", password: "" } });
  const signIn = useSignIn(way);
  const required = { required: m.common_required() };
  return (
    <Form form={form} onSubmit={(values) => signIn.mutateAsync(values)} className="grid gap-4">
      {linkError && signIn.isIdle ? <ErrorState compact error={linkError} /> : null}
      <FormField
        form={form}
        name="email"
        label={m.session_email()}
        rules={required}
        render={(field) => <Input {...field} type="email" autoComplete="username" autoFocus />}
      />
      <FormField
        form={form}
        name="password"
        label={m.session_password()}
        rules={required}
        render={(field) => <Input {...field} type="password" autoComplete="current-password" />}
      />
      <Button type="submit" look="primary" size="lg" busy={form.formState.isSubmitting}>
        {m.session_sign_in()}
      </Button>
      <p className="text-ink-soft text-sm">{m.session_no_password()}</p>
    </Form>
  );
}
