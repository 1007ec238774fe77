import { useQueryClient } from "@tanstack/react-query";
import { useForm } from "react-hook-form";
import { type ConsentOut, createConsent } from "@/api/generated";
import { Button } from "@/components/Button";
import { DateInput } from "@/components/DateInput";
import { Form, FormField } from "@/components/Form";
import { Input } from "@/components/Input";
import { Select } from "@/components/Select";
import { m } from "@/paraglide/messages";
import { today } from "./today";
import { basisWords, optionsOf, purposes, purposeWords } from "./words";

type Values = Pick<ConsentOut, "purpose" | "basis" | "evidence"> & { given_on: string | null };
const bases = Object.keys(basisWords) as ConsentOut["basis"][];

/** A consent, or another legal basis, as it was given. */
export function ConsentForm({ contactId, onClose }: { contactId: string; onClose: () => void }) {
  const client = useQueryClient();
  const form = useForm<Values>({
    defaultValues: { purpose: "visit", basis: "consent", given_on: today(), evidence: "" },
  });
  const send = async ({ given_on, evidence, ...rest }: Values) => {
    if (!given_on) return;
    await createConsent({ body: { ...rest, contact_id: contactId, given_on, evidence: evidence.trim() } });
    await client.invalidateQueries({ queryKey: ["consent"] });
    onClose();
  };
  return (
    <Form form={form} onSubmit={send} className="grid gap-3 rounded-lg border border-line p-3 sm:grid-cols-2">
      <FormField
        form={form}
        name="purpose"
        label={m.privacy_purpose()}
        render={(field) => <Select {...field} options={optionsOf(purposes, purposeWords)} />}
      />
      <FormField
        form={form}
        name="basis"
        label={m.privacy_basis()}
        render={(field) => <Select {...field} options={optionsOf(bases, basisWords)} />}
      />
      <FormField
        form={form}
        name="given_on"
        label={m.privacy_given_on()}
        required
        rules={{ required: m.common_required() }}
        render={(field) => <DateInput {...field} max={today()} />}
      />
      <FormField
        form={form}
        name="evidence"
        label={m.privacy_evidence()}
        hint={m.privacy_evidence_hint()}
        render={(field) => <Input {...field} />}
      />
      <div className="flex justify-end gap-2 sm:col-span-2">
        <Button onClick={onClose}>{m.common_cancel()}</Button>
        <Button look="primary" type="submit" busy={form.formState.isSubmitting}>
          {m.common_save()}
        </Button>
      </div>
    </Form>
  );
}
