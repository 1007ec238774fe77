import { useForm } from "react-hook-form";
import { Button } from "@/components/Button";
import { Dialog } from "@/components/Dialog";
import { Form, FormField } from "@/components/Form";
import { Select } from "@/components/Select";
import { Textarea } from "@/components/Textarea";
import { formatDate } from "@/lib/format";
import { m } from "@/paraglide/messages";
import { useCycles } from "@/parts/cycles";
import type { OpportunityDetail } from "./model";

type ProposeDialogProps = {
  row: OpportunityDetail;
  onClose: () => void;
  onPropose: (cycleId: string, reason: string) => Promise<void>;
};

/** Enters an opportunity into a cycle that still takes proposals. */
export function ProposeDialog({ row, onClose, onPropose }: ProposeDialogProps) {
  const open = (useCycles().data ?? []).filter((one) => one.state === "open");
  const form = useForm({ defaultValues: { cycle_id: open[0]?.id ?? "", reason: "" } });
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={m.sandbox_propose_title({ name: row.title })}
      description={open.length === 0 ? m.sandbox_propose_no_cycle() : m.sandbox_propose_hint()}
      footer={
        <>
          <Button onClick={onClose}>{m.common_cancel()}</Button>
          {open.length > 0 && (
            <Button look="primary" type="submit" form="propose-form" busy={form.formState.isSubmitting}>
              {m.sandbox_propose()}
            </Button>
          )}
        </>
      }
    >
      {open.length > 0 && (
        <Form
          id="propose-form"
          form={form}
          onSubmit={({ cycle_id, reason }) => onPropose(cycle_id, reason)}
          className="grid gap-4"
        >
          <FormField
            form={form}
            name="cycle_id"
            label={m.sandbox_cycle()}
            required
            render={(field) => (
              <Select
                {...field}
                options={open.map((one) => ({
                  value: one.id,
                  label: one.propose_until
                    ? m.sandbox_cycle_until({ name: one.name, day: formatDate(one.propose_until) })
                    : one.name,
                }))}
              />
            )}
          />
          {row.needs.length === 0 && <p className="text-sm text-warn-ink">{m.sandbox_propose_no_needs()}</p>}
          {row.value === null && <p className="text-sm text-warn-ink">{m.sandbox_propose_no_value()}</p>}
          <FormField
            form={form}
            name="reason"
            label={m.sandbox_propose_note()}
            render={(field) => <Textarea {...field} />}
          />
        </Form>
      )}
    </Dialog>
  );
}
