import { type ReactNode, useId } from "react";
import type { FieldValues, SubmitHandler, UseFormReturn } from "react-hook-form";
import { Button } from "@/components/Button";
import { Dialog } from "@/components/Dialog";
import { Form } from "@/components/Form";
import { m } from "@/paraglide/messages";

type PartDialogProps<Values extends FieldValues> = {
  title: string;
  form: UseFormReturn<Values>;
  onSubmit: SubmitHandler<Values>;
  onClose: () => void;
  children: ReactNode;
};

/** The frame of the three small forms of a plan. */
export function PartDialog<Values extends FieldValues>(props: PartDialogProps<Values>) {
  const id = useId();
  const { title, form, onSubmit, onClose, children } = props;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={title}
      footer={
        <>
          <Button onClick={onClose}>{m.common_cancel()}</Button>
          <Button look="primary" type="submit" form={id} busy={form.formState.isSubmitting}>
            {m.common_save()}
          </Button>
        </>
      }
    >
      <Form id={id} form={form} onSubmit={onSubmit} className="grid grid-cols-1 gap-3 sm:grid-cols-2">
        {children}
      </Form>
    </Dialog>
  );
}

export function Whole({ children }: { children: ReactNode }) {
  return <div className="sm:col-span-2">{children}</div>;
}
