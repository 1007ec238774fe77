import { useId, useMemo } from "react";
import { type UseFormReturn, useForm, useWatch } from "react-hook-form";
import { atVersion } from "@/api/client";
import { type ActivityOut, createActivity, updateActivity } from "@/api/generated";
import { Button } from "@/components/Button";
import { Combobox } from "@/components/Combobox";
import { DateInput } from "@/components/DateInput";
import { Field } from "@/components/Field";
import { Form, FormField } from "@/components/Form";
import { Input } from "@/components/Input";
import { NumberInput } from "@/components/NumberInput";
import { Select } from "@/components/Select";
import { Sheet } from "@/components/Sheet";
import { Tag } from "@/components/Tag";
import { Textarea } from "@/components/Textarea";
import { toast } from "@/components/Toast";
import type { Choice } from "@/components/useChoices";
import { useSession } from "@/hooks/useSession";
import { m } from "@/paraglide/messages";
import { addDays, today } from "../days";
import { contactsOf, findCustomers, findPeople } from "../finders";
import { useActivitiesChanged } from "./useActivities";
import { useContactNames } from "./useContactNames";
import { type ActivityKind, kinds, kindWord } from "./words";

/** What the place one comes from already knows of the new activity. */
export type ActivityStart = {
  customer?: Choice;
  project_id?: string;
  goal_id?: string;
  contacts?: Choice[];
  kind?: ActivityKind;
};

type Values = {
  customer: Choice | null;
  kind: ActivityKind;
  title: string;
  due_on: string | null;
  owner: Choice | null;
  goal: string;
  expected_result: string;
  budget: number | null;
  contact_ids: string[];
};

type ActivitySheetProps = { activity?: ActivityOut; start?: ActivityStart; onClose: () => void };

/** A new activity, or a planned one being changed. */
export function ActivitySheet({ activity, start = {}, onClose }: ActivitySheetProps) {
  const id = useId();
  const { session } = useSession();
  const changed = useActivitiesChanged();
  const me = session ? { value: session.user.id, label: session.user.name } : null;
  const form = useForm<Values>({
    defaultValues: activity
      ? {
          ...activity,
          customer: { value: activity.customer_id, label: activity.customer_name },
          owner: { value: activity.owner_id, label: activity.owner_name },
        }
      : {
          customer: start.customer ?? null,
          kind: start.kind ?? "visit",
          title: "",
          due_on: addDays(today(), 7),
          owner: me,
          goal: "",
          expected_result: "",
          budget: null,
          contact_ids: start.contacts?.map((one) => one.value) ?? [],
        },
  });
  const send = async ({ customer, owner, due_on, ...values }: Values) => {
    if (!customer || !due_on) return;
    const body = { ...values, due_on, title: values.title.trim() };
    if (activity) {
      const given = { ...body, owner_id: owner?.value ?? activity.owner_id };
      await updateActivity({ path: { activity_id: activity.id }, body: given, headers: atVersion(activity) });
      toast.done(m.common_saved());
    } else {
      const { project_id, goal_id } = start;
      const ids = { customer_id: customer.value, project_id, goal_id, owner_id: owner?.value };
      const saved = await createActivity({ body: { ...body, ...ids } });
      toast.done(m.parts_activity_planned({ title: saved.title }));
    }
    onClose();
    await changed();
  };
  return (
    <Sheet
      open
      onOpenChange={(open) => !open && onClose()}
      title={activity ? m.parts_edit_activity() : m.parts_plan_activity()}
      footer={
        <>
          <Button onClick={onClose}>{m.common_cancel()}</Button>
          <Button look="primary" type="submit" form={id} busy={form.formState.isSubmitting}>
            {activity ? m.common_save() : m.parts_plan_activity()}
          </Button>
        </>
      }
    >
      <Form id={id} form={form} onSubmit={send} className="grid grid-cols-1 gap-3 sm:grid-cols-2">
        <Fields form={form} fixedCustomer={!!activity || !!start.customer} />
      </Form>
    </Sheet>
  );
}

function Fields({ form, fixedCustomer }: { form: UseFormReturn<Values>; fixedCustomer: boolean }) {
  const { sees } = useSession();
  return (
    <>
      <div className="sm:col-span-2">
        <FormField
          form={form}
          name="title"
          label={m.parts_activity_title()}
          required
          rules={{ validate: (text) => text.trim() !== "" || m.parts_activity_title_required() }}
          render={(field) => <Input {...field} />}
        />
      </div>
      {!fixedCustomer && (
        <div className="sm:col-span-2">
          <FormField
            form={form}
            name="customer"
            label={m.parts_activity_customer()}
            required
            rules={{ required: m.parts_activity_customer_required() }}
            render={(field) => <Combobox {...field} source={findCustomers} />}
          />
        </div>
      )}
      <FormField
        form={form}
        name="kind"
        label={m.parts_activity_kind()}
        render={(field) => <Select {...field} options={kinds.map((value) => ({ value, label: kindWord[value]() }))} />}
      />
      <FormField
        form={form}
        name="due_on"
        label={m.parts_activity_due()}
        required
        rules={{ required: m.parts_activity_due_required() }}
        render={(field) => <DateInput {...field} />}
      />
      <FormField
        form={form}
        name="owner"
        label={m.parts_activity_owner()}
        render={(field) => <Combobox {...field} source={findPeople} />}
      />
      {sees("commercial") && (
        <FormField
          form={form}
          name="budget"
          label={m.parts_activity_budget()}
          render={(field) => <NumberInput {...field} min={0} />}
        />
      )}
      <ContactsField form={form} />
      <div className="sm:col-span-2">
        <FormField
          form={form}
          name="goal"
          label={m.parts_activity_goal()}
          render={(field) => <Textarea {...field} rows={2} />}
        />
      </div>
      <div className="sm:col-span-2">
        <FormField
          form={form}
          name="expected_result"
          label={m.parts_activity_expected()}
          render={(field) => <Textarea {...field} rows={2} />}
        />
      </div>
    </>
  );
}

function ContactsField({ form }: { form: UseFormReturn<Values> }) {
  const [customer, ids] = useWatch({ control: form.control, name: ["customer", "contact_ids"] });
  const source = useMemo(() => (customer ? contactsOf(customer.value) : []), [customer]);
  const names = useContactNames(customer?.value, ids);
  const set = (next: string[]) => form.setValue("contact_ids", next, { shouldDirty: true });
  if (!customer) return null;
  return (
    <div className="sm:col-span-2">
      <Field label={m.parts_activity_contacts()}>
        <Combobox
          value={null}
          source={source}
          placeholder={m.parts_activity_add_contact()}
          onChange={(choice) => choice && !ids.includes(choice.value) && set([...ids, choice.value])}
        />
      </Field>
      {ids.length > 0 && (
        <p className="mt-2 flex flex-wrap gap-1.5">
          {ids.map((one) => (
            <Tag key={one} onRemove={() => set(ids.filter((other) => other !== one))}>
              {names.get(one) ?? "…"}
            </Tag>
          ))}
        </p>
      )}
    </div>
  );
}
