import { useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { useForm } from "react-hook-form";
import { createPrivacyRequest, type PrivacyRequestOut } from "@/api/generated";
import { Button } from "@/components/Button";
import { Combobox } from "@/components/Combobox";
import { DateInput } from "@/components/DateInput";
import { Form, FormField } from "@/components/Form";
import { Select } from "@/components/Select";
import { Sheet } from "@/components/Sheet";
import { Textarea } from "@/components/Textarea";
import type { Choice } from "@/components/useChoices";
import { m } from "@/paraglide/messages";
import { contactsOf, findCustomers } from "@/parts/finders";
import { kindWords, optionsOf, today } from "./words";

type Values = {
  kind: PrivacyRequestOut["kind"];
  customer: Choice | null;
  contact_id: Choice | null;
  received_on: string | null;
  due_on: string | null;
  wish: string;
};

/** Enters what a person asked, and from when the time to answer runs. */
export function CreateRequest({ onClose }: { onClose: () => void }) {
  const client = useQueryClient();
  const form = useForm<Values>({
    defaultValues: { kind: "access", customer: null, contact_id: null, received_on: today(), due_on: null, wish: "" },
  });
  const customer = form.watch("customer")?.value;
  const contacts = useMemo(() => contactsOf(customer ?? ""), [customer]);
  const send = async ({ customer: _customer, contact_id, received_on, wish, ...rest }: Values) => {
    if (!contact_id || !received_on) return;
    await createPrivacyRequest({ body: { ...rest, contact_id: contact_id.value, received_on, wish: wish.trim() } });
    await client.invalidateQueries({ queryKey: ["privacy-request"] });
    onClose();
  };
  const required = { required: m.common_required() };
  return (
    <Sheet
      open
      onOpenChange={(open) => !open && onClose()}
      title={m.privacy_request_create()}
      footer={
        <>
          <Button onClick={onClose}>{m.common_cancel()}</Button>
          <Button look="primary" type="submit" form="privacy-request" busy={form.formState.isSubmitting}>
            {m.common_save()}
          </Button>
        </>
      }
    >
      <Form id="privacy-request" form={form} onSubmit={send} className="grid gap-4">
        <FormField
          form={form}
          name="kind"
          label={m.privacy_request_kind()}
          render={(field) => <Select {...field} options={optionsOf(kindWords)} />}
        />
        <FormField
          form={form}
          name="customer"
          label={m.privacy_customer()}
          required
          rules={required}
          render={(field) => (
            <Combobox
              {...field}
              onChange={(choice) => {
                field.onChange(choice);
                form.setValue("contact_id", null);
              }}
              source={findCustomers}
            />
          )}
        />
        <FormField
          form={form}
          name="contact_id"
          label={m.privacy_contact()}
          hint={customer ? undefined : m.privacy_contact_first()}
          required
          rules={required}
          render={(field) => <Combobox {...field} source={contacts} disabled={!customer} />}
        />
        <div className="grid gap-4 sm:grid-cols-2">
          <FormField
            form={form}
            name="received_on"
            label={m.privacy_received_on()}
            required
            rules={required}
            render={(field) => <DateInput {...field} max={today()} />}
          />
          <FormField
            form={form}
            name="due_on"
            label={m.privacy_due_on()}
            hint={m.privacy_due_on_hint()}
            render={(field) => <DateInput {...field} />}
          />
        </div>
        <FormField
          form={form}
          name="wish"
          label={m.privacy_wish()}
          render={(field) => <Textarea {...field} rows={3} />}
        />
      </Form>
    </Sheet>
  );
}
