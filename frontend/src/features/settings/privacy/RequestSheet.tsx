import { useQueryClient } from "@tanstack/react-query";
import { useForm } from "react-hook-form";
import { atVersion } from "@/api/client";
import { type PrivacyRequestOut, updatePrivacyRequest } from "@/api/generated";
import { Button } from "@/components/Button";
import { DateInput } from "@/components/DateInput";
import { Form, FormField } from "@/components/Form";
import { Select } from "@/components/Select";
import { Sheet } from "@/components/Sheet";
import { Textarea } from "@/components/Textarea";
import { toast } from "@/components/Toast";
import { formatDate } from "@/lib/format";
import { m } from "@/paraglide/messages";
import { AddressLink } from "@/parts/AddressLink";
import { kindWords, optionsOf, stateWords } from "./words";

type Values = { state: PrivacyRequestOut["state"]; due_on: string | null; wish: string; answer: string };

/** One request: followed up, answered, closed. What it asks for is done on the contact itself. */
export function RequestSheet({ row, onClose }: { row: PrivacyRequestOut; onClose: () => void }) {
  const client = useQueryClient();
  const form = useForm<Values>({
    defaultValues: { state: row.state, due_on: row.due_on, wish: row.wish, answer: row.answer },
  });
  const isClosing = form.watch("state") !== "open";
  const send = async ({ due_on, ...rest }: Values) => {
    const body = { ...rest, due_on: due_on ?? row.due_on };
    await updatePrivacyRequest({ path: { request_id: row.id }, body, headers: atVersion(row) });
    await client.invalidateQueries({ queryKey: ["privacy-request"] });
    toast.done(m.common_saved());
    onClose();
  };
  const name = row.erased_at ? m.privacy_erased() : row.contact_name;
  return (
    <Sheet
      open
      onOpenChange={(open) => !open && onClose()}
      title={`${name} · ${kindWords[row.kind]()}`}
      footer={
        <>
          <Button onClick={onClose}>{m.common_cancel()}</Button>
          <Button look="primary" type="submit" form="privacy-answer" busy={form.formState.isSubmitting}>
            {m.common_save()}
          </Button>
        </>
      }
    >
      <div className="mb-5 grid gap-1">
        <p className="text-ink-soft text-sm">
          {row.customer_name} · {m.privacy_received_on()} {formatDate(row.received_on)}
        </p>
        <p>
          <AddressLink
            className="text-leaf-ink underline"
            address={`/customers/${row.customer_id}?tab=people&open=${row.contact_id}&part=privacy`}
          >
            {m.privacy_to_contact()}
          </AddressLink>{" "}
          <span className="text-ink-soft text-sm">{m.privacy_to_contact_hint()}</span>
        </p>
      </div>
      <Form id="privacy-answer" form={form} onSubmit={send} className="grid gap-4">
        <div className="grid gap-4 sm:grid-cols-2">
          <FormField
            form={form}
            name="state"
            label={m.privacy_state()}
            render={(field) => <Select {...field} options={optionsOf(stateWords)} />}
          />
          <FormField
            form={form}
            name="due_on"
            label={m.privacy_due_on()}
            render={(field) => <DateInput {...field} min={row.received_on} />}
          />
        </div>
        <FormField
          form={form}
          name="wish"
          label={m.privacy_wish()}
          render={(field) => <Textarea {...field} rows={3} />}
        />
        <FormField
          form={form}
          name="answer"
          label={m.privacy_answer()}
          hint={m.privacy_answer_hint()}
          required={isClosing}
          rules={{ validate: (answer) => !isClosing || answer.trim() !== "" || m.common_required() }}
          render={(field) => <Textarea {...field} rows={4} />}
        />
      </Form>
    </Sheet>
  );
}
