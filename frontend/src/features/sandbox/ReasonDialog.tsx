import { useForm } from "react-hook-form";
import { Button } from "@/components/Button";
import { Dialog } from "@/components/Dialog";
import { Form, FormField } from "@/components/Form";
import { Textarea } from "@/components/Textarea";
import { m } from "@/paraglide/messages";

type ReasonDialogProps = {
  title: string;
  hint: string;
  confirm: string;
  onClose: () => void;
  onConfirm: (reason: string) => Promise<unknown>;
};

/** Asks why, because the reason stays with the opportunity. */
export function ReasonDialog({ title, hint, confirm, onClose, onConfirm }: ReasonDialogProps) {
  const form = useForm({ defaultValues: { reason: "" } });
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={title}
      description={hint}
      footer={
        <>
          <Button onClick={onClose}>{m.common_cancel()}</Button>
          <Button look="primary" type="submit" form="reason-form" busy={form.formState.isSubmitting}>
            {confirm}
          </Button>
        </>
      }
    >
      <Form id="reason-form" form={form} onSubmit={({ reason }) => onConfirm(reason) as Promise<void>}>
        <FormField
          form={form}
          name="reason"
          label={m.sandbox_reason()}
          required
          rules={{ validate: (text) => text.trim() !== "" || m.sandbox_reason_required() }}
          render={(field) => <Textarea {...field} />}
        />
      </Form>
    </Dialog>
  );
}
