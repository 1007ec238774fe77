import { useId } from "react";
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
  /** The dialog stays, with the refusal in it, when this fails. */
  onConfirm: (reason: string) => Promise<unknown>;
};

/** Asks why, because the reason stays on record. */
export function ReasonDialog({ title, hint, confirm, onClose, onConfirm }: ReasonDialogProps) {
  const id = useId();
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
          <Button look="primary" type="submit" form={id} busy={form.formState.isSubmitting}>
            {confirm}
          </Button>
        </>
      }
    >
      <Form id={id} form={form} onSubmit={({ reason }) => onConfirm(reason.trim()) as Promise<void>}>
        <FormField
          form={form}
          name="reason"
          label={m.parts_reason()}
          required
          rules={{ validate: (text) => text.trim() !== "" || m.parts_reason_required() }}
          render={(field) => <Textarea {...field} />}
        />
      </Form>
    </Dialog>
  );
}
