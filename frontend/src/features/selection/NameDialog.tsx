import { useForm } from "react-hook-form";
import { Button } from "@/components/Button";
import { Dialog } from "@/components/Dialog";
import { Form, FormField } from "@/components/Form";
import { Input } from "@/components/Input";
import { m } from "@/paraglide/messages";

type NameDialogProps = {
  title: string;
  hint?: string;
  name: string;
  onClose: () => void;
  onName: (name: string) => Promise<unknown>;
};

export function NameDialog({ title, hint, name, onClose, onName }: NameDialogProps) {
  const form = useForm({ defaultValues: { name } });
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={title}
      description={hint}
      footer={
        <>
          <Button onClick={onClose}>{m.common_cancel()}</Button>
          <Button look="primary" type="submit" form="name-form" busy={form.formState.isSubmitting}>
            {m.common_save()}
          </Button>
        </>
      }
    >
      <Form
        id="name-form"
        form={form}
        onSubmit={async (values) => {
          await onName(values.name.trim());
          onClose();
        }}
      >
        <FormField
          form={form}
          name="name"
          label={m.selection_scenario_name()}
          required
          rules={{ validate: (text) => text.trim() !== "" || m.selection_name_required() }}
          render={(field) => <Input {...field} />}
        />
      </Form>
    </Dialog>
  );
}
