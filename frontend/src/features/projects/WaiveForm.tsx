import { useForm } from "react-hook-form";
import { Button } from "@/components/Button";
import { Form, FormField } from "@/components/Form";
import { Textarea } from "@/components/Textarea";
import { m } from "@/paraglide/messages";

/** Letting a project through with something missing: only with a written reason. */
export function WaiveForm({ possible, onWaive }: { possible: boolean; onWaive: (reason: string) => Promise<unknown> }) {
  const form = useForm({ defaultValues: { reason: "" } });
  if (!possible) return <p className="mt-3 text-ink-soft text-sm">{m.projects_gate_not_waivable()}</p>;
  return (
    <Form
      form={form}
      onSubmit={({ reason }) => onWaive(reason.trim()) as Promise<void>}
      className="mt-3 grid gap-2 rounded-md bg-sunken p-3"
    >
      <FormField
        form={form}
        name="reason"
        label={m.projects_gate_waive_title()}
        hint={m.projects_gate_waive_hint()}
        rules={{ validate: (text) => text.trim() !== "" || m.parts_reason_required() }}
        render={(field) => <Textarea {...field} rows={2} />}
      />
      <Button type="submit" className="justify-self-end" busy={form.formState.isSubmitting}>
        {m.projects_gate_waive()}
      </Button>
    </Form>
  );
}
