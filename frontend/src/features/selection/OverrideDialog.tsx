import { useForm } from "react-hook-form";
import { Button } from "@/components/Button";
import { Dialog } from "@/components/Dialog";
import { Form, FormField } from "@/components/Form";
import { Textarea } from "@/components/Textarea";
import { m } from "@/paraglide/messages";
import type { Row } from "./rows";
import { type Names, takesTexts } from "./sentences";

type OverrideDialogProps = { row: Row; names: Names; onClose: () => void; onOverride: (reason: string) => void };

/** People decide, the solver proposes: what going against it costs, and why one does it all the same. */
export function OverrideDialog({ row, names, onClose, onOverride }: OverrideDialogProps) {
  const form = useForm({ defaultValues: { reason: row.override?.reason ?? "" } });
  const costs = row.choice ? takesTexts(row.choice, names) : [];
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={
        row.chosen
          ? m.selection_override_out_title({ name: row.title })
          : m.selection_override_in_title({ name: row.title })
      }
      description={m.selection_override_hint()}
      footer={
        <>
          <Button onClick={onClose}>{m.common_cancel()}</Button>
          <Button look="primary" type="submit" form="override-form">
            {row.chosen ? m.selection_override_out() : m.selection_override_in()}
          </Button>
        </>
      }
    >
      <Form
        id="override-form"
        form={form}
        className="grid gap-4"
        onSubmit={({ reason }) => {
          onOverride(reason.trim());
          onClose();
        }}
      >
        <div className="rounded-md bg-sunken px-3 py-2 text-sm">
          <p className="font-semibold">{m.selection_override_cost()}</p>
          {costs.length === 0 ? (
            <p>{m.selection_override_cost_unknown()}</p>
          ) : (
            costs.map((text) => <p key={text}>{text}</p>)
          )}
        </div>
        <FormField
          form={form}
          name="reason"
          label={m.selection_reason()}
          required
          rules={{ validate: (text) => text.trim() !== "" || m.selection_reason_required() }}
          render={(field) => <Textarea {...field} />}
        />
      </Form>
    </Dialog>
  );
}
