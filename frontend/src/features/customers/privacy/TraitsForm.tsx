import { useForm } from "react-hook-form";
import { type PrivateTraitsIn, type PrivateTraitsOut, setPrivateTraits } from "@/api/generated";
import { Button } from "@/components/Button";
import { Form, FormField } from "@/components/Form";
import { Textarea } from "@/components/Textarea";
import { m } from "@/paraglide/messages";
import { traitFields } from "./traitFields";

type Props = { contactId: string; traits?: PrivateTraitsOut; onClose: (saved?: PrivateTraitsOut) => void };

/** Writes the whole private section. */
export function TraitsForm({ contactId, traits, onClose }: Props) {
  const form = useForm<PrivateTraitsIn>({
    defaultValues: Object.fromEntries(traitFields.map(({ name }) => [name, traits?.[name] ?? ""])),
  });
  const send = async (values: PrivateTraitsIn) => {
    const body = Object.fromEntries(traitFields.map(({ name }) => [name, values[name]?.trim() || null]));
    onClose(await setPrivateTraits({ path: { contact_id: contactId }, body }));
  };
  return (
    <Form form={form} onSubmit={send} className="grid gap-3">
      {traitFields.map(({ name, label }) => (
        <FormField
          key={name}
          form={form}
          name={name}
          label={label()}
          render={(field) => <Textarea {...field} value={field.value ?? ""} rows={2} />}
        />
      ))}
      <div className="flex justify-end gap-2">
        <Button onClick={() => onClose()}>{m.common_cancel()}</Button>
        <Button look="primary" type="submit" busy={form.formState.isSubmitting}>
          {m.common_save()}
        </Button>
      </div>
    </Form>
  );
}
