import { useForm } from "react-hook-form";
import { Button } from "@/components/Button";
import { Form, FormField } from "@/components/Form";
import { Input } from "@/components/Input";
import { m } from "@/paraglide/messages";
import { useSignIn } from "./useSignIn";

type Props = { challenge: string; way: string | undefined; onBack: () => void };

/** The code of the app, or one for the day the phone is lost. */
export function SecondStepForm({ challenge, way, onBack }: Props) {
  const form = useForm({ defaultValues: { code: "" } });
  const signIn = useSignIn(way);
  return (
    <Form form={form} onSubmit={({ code }) => signIn.mutateAsync({ challenge, code })} className="grid gap-4">
      <p className="text-pretty text-ink-soft">{m.session_second_text()}</p>
      <FormField
        form={form}
        name="code"
        label={m.session_code()}
        rules={{ required: m.common_required() }}
        render={(field) => <Input {...field} autoComplete="one-time-code" autoFocus className="font-mono text-lg" />}
      />
      <Button type="submit" look="primary" size="lg" busy={form.formState.isSubmitting}>
        {m.session_code_send()}
      </Button>
      <Button look="quiet" onClick={onBack}>
        {m.session_begin_again()}
      </Button>
    </Form>
  );
}
