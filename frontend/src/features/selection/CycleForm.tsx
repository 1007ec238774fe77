import { useQueryClient } from "@tanstack/react-query";
import { useForm } from "react-hook-form";
import { createCycle } from "@/api/generated";
import { Button } from "@/components/Button";
import { DateInput } from "@/components/DateInput";
import { Form, FormField } from "@/components/Form";
import { Input } from "@/components/Input";
import { Select } from "@/components/Select";
import { Sheet } from "@/components/Sheet";
import { m } from "@/paraglide/messages";

type Values = {
  name: string;
  starts_on: string | null;
  ends_on: string | null;
  currency: string;
  propose_until: string | null;
};

const currencies = ["CNY", "USD", "EUR", "HKD", "JPY", "GBP"];

/** A new round: next calendar year unless said otherwise. */
export function CycleForm({ onClose, onCreated }: { onClose: () => void; onCreated: (id: string) => void }) {
  const year = new Date().getFullYear() + 1;
  const client = useQueryClient();
  const form = useForm<Values>({
    defaultValues: {
      name: m.selection_cycle_name_of({ year }),
      starts_on: `${year}-01-01`,
      ends_on: `${year}-12-31`,
      currency: "CNY",
      propose_until: null,
    },
  });
  const day = (value: string | null) => value !== null || m.selection_day_required();
  return (
    <Sheet
      open
      onOpenChange={(open) => !open && onClose()}
      title={m.selection_cycle_create()}
      footer={
        <>
          <Button onClick={onClose}>{m.common_cancel()}</Button>
          <Button look="primary" type="submit" form="cycle-form" busy={form.formState.isSubmitting}>
            {m.common_create()}
          </Button>
        </>
      }
    >
      <p className="mb-4 text-ink-soft">{m.selection_cycle_create_hint()}</p>
      <Form
        id="cycle-form"
        form={form}
        className="grid gap-4"
        onSubmit={async ({ starts_on, ends_on, ...values }) => {
          const made = await createCycle({ body: { ...values, starts_on: starts_on ?? "", ends_on: ends_on ?? "" } });
          await client.invalidateQueries({ queryKey: ["planning_cycle"] });
          onCreated(made.id);
        }}
      >
        <FormField
          form={form}
          name="name"
          label={m.selection_cycle_name()}
          required
          rules={{ required: m.selection_name_required() }}
          render={(field) => <Input {...field} />}
        />
        <div className="grid grid-cols-2 gap-3">
          <FormField
            form={form}
            name="starts_on"
            label={m.selection_starts_on()}
            required
            rules={{ validate: day }}
            render={(field) => <DateInput {...field} />}
          />
          <FormField
            form={form}
            name="ends_on"
            label={m.selection_ends_on()}
            required
            rules={{ validate: day }}
            render={(field) => <DateInput {...field} />}
          />
          <FormField
            form={form}
            name="currency"
            label={m.selection_currency()}
            render={(field) => <Select {...field} options={currencies.map((value) => ({ value, label: value }))} />}
          />
          <FormField
            form={form}
            name="propose_until"
            label={m.selection_propose_until()}
            hint={m.selection_propose_until_hint()}
            render={(field) => <DateInput {...field} />}
          />
        </div>
      </Form>
    </Sheet>
  );
}
