import { useQueryClient } from "@tanstack/react-query";
import { useForm } from "react-hook-form";
import { createInteraction, type InteractionCreate } from "@/api/generated";
import { Button } from "@/components/Button";
import { Combobox } from "@/components/Combobox";
import { DateInput } from "@/components/DateInput";
import { Form, FormField } from "@/components/Form";
import { Input } from "@/components/Input";
import { Select } from "@/components/Select";
import { Sheet } from "@/components/Sheet";
import { Textarea } from "@/components/Textarea";
import { toast } from "@/components/Toast";
import type { Choice } from "@/components/useChoices";
import { m } from "@/paraglide/messages";
import { channelOptions } from "./channelWords";
import { contactSource } from "./sources";

type Values = {
  channel: InteractionCreate["channel"];
  at: string;
  contact: Choice | null;
  summary: string;
  learned: string;
  next_step: string;
  next_step_on: string | null;
};

const now = () => {
  const at = new Date();
  at.setMinutes(at.getMinutes() - at.getTimezoneOffset());
  return at.toISOString().slice(0, 16);
};

/** An interaction in under fifteen seconds: channel and time stand there already, one sentence is enough. */
export function LogInteraction({ customerId, onClose }: { customerId: string; onClose: () => void }) {
  const client = useQueryClient();
  const form = useForm<Values>({
    defaultValues: {
      channel: "visit",
      at: now(),
      contact: null,
      summary: "",
      learned: "",
      next_step: "",
      next_step_on: null,
    },
  });
  const send = async (values: Values) => {
    await createInteraction({
      body: {
        customer_id: customerId,
        channel: values.channel,
        at: new Date(values.at).toISOString(),
        contact_ids: values.contact ? [values.contact.value] : [],
        summary: values.summary,
        learned: values.learned,
        next_step: values.next_step.trim() || null,
        next_step_on: values.next_step_on,
      },
    });
    await Promise.all([["customer"], ["timeline"]].map((queryKey) => client.invalidateQueries({ queryKey })));
    toast.done(m.customers_logged());
    onClose();
  };
  return (
    <Sheet
      open
      onOpenChange={(open) => !open && onClose()}
      title={m.customers_log()}
      footer={
        <>
          <Button onClick={onClose}>{m.common_cancel()}</Button>
          <Button look="primary" type="submit" form="log-interaction" busy={form.formState.isSubmitting}>
            {m.common_save()}
          </Button>
        </>
      }
    >
      <Form id="log-interaction" form={form} onSubmit={send} className="grid gap-3">
        <FormField
          form={form}
          name="summary"
          label={m.customers_summary()}
          required
          rules={{ required: m.common_required() }}
          render={(field) => <Textarea rows={3} autoFocus {...field} />}
        />
        <div className="grid gap-3 sm:grid-cols-2">
          <FormField
            form={form}
            name="channel"
            label={m.customers_channel()}
            render={(field) => <Select {...field} options={channelOptions()} />}
          />
          <FormField
            form={form}
            name="at"
            label={m.customers_at()}
            required
            rules={{ required: m.common_required() }}
            render={(field) => <Input type="datetime-local" {...field} />}
          />
        </div>
        <FormField
          form={form}
          name="contact"
          label={m.customers_with_whom()}
          render={(field) => <Combobox {...field} source={contactSource(customerId)} clearable />}
        />
        <FormField
          form={form}
          name="learned"
          label={m.customers_learned()}
          render={(field) => <Textarea rows={2} {...field} />}
        />
        <div className="grid gap-3 sm:grid-cols-2">
          <FormField
            form={form}
            name="next_step"
            label={m.customers_next_step()}
            render={(field) => <Input {...field} />}
          />
          <FormField
            form={form}
            name="next_step_on"
            label={m.customers_next_step_on()}
            render={(field) => <DateInput {...field} />}
          />
        </div>
      </Form>
    </Sheet>
  );
}
