import { useId } from "react";
import { useForm } from "react-hook-form";
import { Button } from "@/components/Button";
import { Checkbox } from "@/components/Checkbox";
import { Dialog } from "@/components/Dialog";
import { Form, FormField } from "@/components/Form";
import { Input } from "@/components/Input";
import { m } from "@/paraglide/messages";

type ViewDialogProps = {
  title: string;
  before?: { name: string; shared: boolean };
  onClose: () => void;
  onSave: (name: string, shared: boolean) => Promise<unknown>;
};

/** A view's name, and whether everybody sees it. */
export function ViewDialog({ title, before, onClose, onSave }: ViewDialogProps) {
  const id = useId();
  const form = useForm({ defaultValues: { name: before?.name ?? "", shared: before?.shared ?? false } });
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={title}
      description={m.views_what()}
      footer={
        <>
          <Button onClick={onClose}>{m.common_cancel()}</Button>
          <Button look="primary" type="submit" form={id} busy={form.formState.isSubmitting}>
            {m.common_save()}
          </Button>
        </>
      }
    >
      <Form
        id={id}
        form={form}
        className="grid gap-4"
        onSubmit={async ({ name, shared }) => {
          await onSave(name.trim(), shared);
          onClose();
        }}
      >
        <FormField
          form={form}
          name="name"
          label={m.views_name()}
          required
          rules={{ validate: (text) => text.trim() !== "" || m.views_name_required() }}
          render={(field) => <Input {...field} maxLength={200} />}
        />
        <label htmlFor={`${id}-shared`} className="flex items-center gap-2">
          <Checkbox
            id={`${id}-shared`}
            checked={form.watch("shared")}
            onCheckedChange={(shared) => form.setValue("shared", shared, { shouldDirty: true })}
          />
          {m.views_share_with_all()}
        </label>
      </Form>
    </Dialog>
  );
}
