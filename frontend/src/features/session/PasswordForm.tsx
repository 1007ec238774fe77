import { useForm } from "react-hook-form";
import { Button } from "@/components/Button";
import { ErrorState } from "@/components/ErrorState";
import { Form, FormField } from "@/components/Form";
import { Input } from "@/components/Input";
import { m } from "@/paraglide/messages";
import { useSignIn } from "./useSignIn";

type Values = { email: string; password: string };

type Props = { way?: string; problem: unknown; onSecondStep: (challenge: string | null) => void };

export function PasswordForm({ way, problem, onSecondStep }: Props) {
  const form = useForm<Values>({ defaultValues: { email: "", password: "" } });
  const signIn = useSignIn(way);
  const send = async (values: Values) => onSecondStep(await signIn.mutateAsync(values));
  const required = { required: m.common_required() };
  return (
    <Form form={form} onSubmit={send} className="grid gap-4">
      {problem && signIn.isIdle ? <ErrorState compact error={problem} /> : null}
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
