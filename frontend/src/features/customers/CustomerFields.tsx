import type { ReactNode } from "react";
import type { UseFormReturn } from "react-hook-form";
import { Combobox } from "@/components/Combobox";
import { FormField } from "@/components/Form";
import { Input } from "@/components/Input";
import { NumberInput } from "@/components/NumberInput";
import { Select } from "@/components/Select";
import { Textarea } from "@/components/Textarea";
import { useSession } from "@/hooks/useSession";
import { m } from "@/paraglide/messages";
import type { Values } from "./formValues";
import { customerSource, industrySource, regionSource, teamSource } from "./sources";
import { classWords, customerClasses, kinds, kindWords, lifecycles, lifecycleWords, optionsOf } from "./words";

type Props = { form: UseFormReturn<Values> };
type Named<Kind> = { [Name in keyof Values]: Values[Name] extends Kind ? Name : never }[keyof Values];

/** The whole record in sections; the first one is enough to begin with. */
export function CustomerFields({ form }: Props) {
  const { sees } = useSession();
  const line = (name: Named<string>, label: string, hint?: string) => (
    <FormField form={form} name={name} label={label} hint={hint} render={(field) => <Input {...field} />} />
  );
  const prose = (name: Named<string>, label: string) => (
    <div className="sm:col-span-2">
      <FormField form={form} name={name} label={label} render={(field) => <Textarea rows={3} {...field} />} />
    </div>
  );
  const number = (name: Named<number | null>, label: string, max?: number) => (
    <FormField form={form} name={name} label={label} render={(field) => <NumberInput min={0} max={max} {...field} />} />
  );
  return (
    <div className="grid gap-6">
      <Section title={m.customers_section_basic()}>
        <div className="sm:col-span-2">
          <FormField
            form={form}
            name="name"
            label={m.customers_name()}
            required
            rules={{ required: m.common_required() }}
            render={(field) => <Input {...field} />}
          />
        </div>
        {line("short_name", m.customers_short_name())}
        {line("credit_code", m.customers_credit_code(), m.customers_credit_code_hint())}
        <FormField
          form={form}
          name="kind"
          label={m.customers_kind()}
          render={(field) => <Select {...field} options={optionsOf(kinds, kindWords)} />}
        />
        <FormField
          form={form}
          name="class"
          label={m.customers_class()}
          render={(field) => (
            <Select
              {...field}
              placeholder={m.customers_class_none()}
              options={optionsOf(customerClasses, classWords)}
            />
          )}
        />
        <FormField
          form={form}
          name="lifecycle"
          label={m.customers_lifecycle()}
          render={(field) => <Select {...field} options={optionsOf(lifecycles, lifecycleWords)} />}
        />
        <FormField
          form={form}
          name="team_id"
          label={m.customers_team()}
          render={(field) => <Combobox {...field} source={teamSource} clearable />}
        />
        <FormField
          form={form}
          name="industry_code"
          label={m.customers_industry()}
          render={(field) => <Combobox {...field} source={industrySource} clearable />}
        />
        <FormField
          form={form}
          name="region_code"
          label={m.customers_region()}
          render={(field) => <Combobox {...field} source={regionSource} clearable />}
        />
        <FormField
          form={form}
          name="parent_id"
          label={m.customers_parent()}
          render={(field) => <Combobox {...field} source={customerSource} clearable />}
        />
        {line("code", m.customers_code())}
        {line("website", m.customers_website())}
        {line("source_channel", m.customers_source_channel())}
        <div className="sm:col-span-2">{line("address", m.customers_address())}</div>
        <div className="sm:col-span-2">{line("tags", m.customers_tags(), m.customers_list_hint())}</div>
        {prose("former_names", m.customers_former_names())}
      </Section>
      <Section title={m.customers_section_traits()}>
        {number("employees", m.customers_employees())}
        {number("founded_year", m.customers_founded_year(), 2200)}
        {number("revenue", m.customers_revenue())}
        {number("revenue_year", m.customers_revenue_year(), 2200)}
        {line("revenue_currency", m.customers_currency())}
        {sees("commercial") && number("credit_limit", m.customers_credit_limit())}
        {number("importance", m.customers_importance(), 5)}
        {prose("importance_reason", m.customers_importance_reason())}
        {prose("business_philosophy", m.customers_business_philosophy())}
        {prose("market_position", m.customers_market_position())}
        {prose("prospects", m.customers_prospects())}
      </Section>
    </div>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <fieldset>
      <legend className="pb-2 font-semibold">{title}</legend>
      <div className="grid grid-cols-1 gap-3 sm:grid-cols-2">{children}</div>
    </fieldset>
  );
}
