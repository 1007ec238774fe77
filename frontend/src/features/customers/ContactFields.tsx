import { useMemo } from "react";
import type { UseFormReturn } from "react-hook-form";
import type { ContactOut } from "@/api/generated";
import { Checkbox } from "@/components/Checkbox";
import { Combobox } from "@/components/Combobox";
import { FormField } from "@/components/Form";
import { Input } from "@/components/Input";
import { NumberInput } from "@/components/NumberInput";
import { Select } from "@/components/Select";
import type { Choice } from "@/components/useChoices";
import { m } from "@/paraglide/messages";
import { channelOptions } from "./channelWords";
import { contactSource, userSource } from "./sources";

export type ContactValues = {
  name: string;
  title: string;
  department: string;
  phone: string;
  mail: string;
  messenger: string;
  is_decider: boolean;
  is_payer: boolean;
  is_user: boolean;
  reports_to_id: Choice | null;
  preferred_channel: NonNullable<ContactOut["preferred_channel"]> | "";
  cadence_days: number | null;
  owner_id: Choice | null;
};

type Props = { form: UseFormReturn<ContactValues>; customerId: string; self?: string };

export function ContactFields({ form, customerId, self }: Props) {
  const chiefs = useMemo(() => {
    const source = contactSource(customerId);
    return async (q: string, signal: AbortSignal) => (await source(q, signal)).filter((one) => one.value !== self);
  }, [customerId, self]);
  const line = (name: "title" | "department" | "phone" | "mail" | "messenger", label: string) => (
    <FormField form={form} name={name} label={label} render={(field) => <Input {...field} />} />
  );
  const flag = (name: "is_decider" | "is_payer" | "is_user", label: string) => (
    // biome-ignore lint/a11y/noLabelWithoutControl: Checkbox draws the input this label surrounds
    <label className="flex items-center gap-2">
      <Checkbox checked={form.watch(name)} onCheckedChange={(on) => form.setValue(name, on, { shouldDirty: true })} />
      {label}
    </label>
  );
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      <div className="sm:col-span-2">
        <FormField
          form={form}
          name="name"
          label={m.customers_person_name()}
          required
          rules={{ required: m.common_required() }}
          render={(field) => <Input {...field} />}
        />
      </div>
      {line("title", m.customers_person_title())}
      {line("department", m.customers_department())}
      <div className="flex flex-wrap gap-x-6 gap-y-2 sm:col-span-2">
        {flag("is_decider", m.customers_is_decider())}
        {flag("is_payer", m.customers_is_payer())}
        {flag("is_user", m.customers_is_user())}
      </div>
      <FormField
        form={form}
        name="reports_to_id"
        label={m.customers_reports_to()}
        render={(field) => <Combobox {...field} source={chiefs} clearable />}
      />
      <FormField
        form={form}
        name="owner_id"
        label={m.customers_our_owner()}
        render={(field) => <Combobox {...field} source={userSource} clearable />}
      />
      {line("phone", m.customers_phone())}
      {line("mail", m.customers_mail())}
      {line("messenger", m.customers_messenger())}
      <FormField
        form={form}
        name="preferred_channel"
        label={m.customers_preferred_channel()}
        render={(field) => (
          <Select
            {...field}
            placeholder="—"
            options={channelOptions().filter((one) => one.value !== "event" && one.value !== "web")}
          />
        )}
      />
      <FormField
        form={form}
        name="cadence_days"
        label={m.customers_cadence()}
        render={(field) => <NumberInput {...field} min={1} max={730} decimals={0} unit={m.customers_days()} />}
      />
    </div>
  );
}
