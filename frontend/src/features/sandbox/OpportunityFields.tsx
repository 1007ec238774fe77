import type { ReactNode } from "react";
import type { UseFormReturn } from "react-hook-form";
import { listUsers } from "@/api/generated";
import { Combobox } from "@/components/Combobox";
import { DateInput } from "@/components/DateInput";
import { FormField } from "@/components/Form";
import { Input } from "@/components/Input";
import { Select } from "@/components/Select";
import { useSession } from "@/hooks/useSession";
import { m } from "@/paraglide/messages";
import { NumberField, ScaleField } from "./FactorFields";
import type { Values } from "./formValues";
import { horizons, horizonWord, roles, roleWord } from "./model";
import { useLineNames } from "./useNames";
import { findCustomers, useTeams } from "./useScopeChoices";

type Form = { form: UseFormReturn<Values>; currency: string };

const findUsers = async (q: string, signal: AbortSignal) => {
  const found = await listUsers({ query: { q: q || undefined, active: true, limit: 20 }, signal });
  return found.items.map((one) => ({ value: one.id, label: one.name, hint: one.department_name ?? undefined }));
};

/** Everything one states about an opportunity: what it is, how attractive, how we stand. */
export function OpportunityFields({ form, currency }: Form) {
  return (
    <div className="grid gap-5">
      <What form={form} />
      <Group title={m.sandbox_attractiveness()} hint={m.sandbox_attractiveness_hint()}>
        <Worth form={form} currency={currency} />
      </Group>
      <Group title={m.sandbox_position()} hint={m.sandbox_position_hint()}>
        <NumberField form={form} name="win_probability" label={m.sandbox_win_probability()} unit="%" max={100} />
        <NumberField form={form} name="our_share" label={m.sandbox_our_share()} unit="%" max={100} />
        <ScaleField form={form} name="product_fit" label={m.sandbox_product_fit()} />
        <ScaleField form={form} name="price_position" label={m.sandbox_price_position()} />
        <ScaleField form={form} name="relationship" label={m.sandbox_relationship()} />
      </Group>
    </div>
  );
}

function Group({ title, hint, children }: { title: string; hint?: string; children: ReactNode }) {
  return (
    <fieldset>
      <legend className="font-semibold">{title}</legend>
      {hint && <p className="mb-2 text-ink-soft text-sm">{hint}</p>}
      <div className="grid grid-cols-1 gap-3 sm:grid-cols-2">{children}</div>
    </fieldset>
  );
}

function What({ form }: { form: UseFormReturn<Values> }) {
  const lines = [...useLineNames()].map(([value, label]) => ({ value, label }));
  const teams = useTeams();
  return (
    <div className="grid grid-cols-1 gap-3 sm:grid-cols-2">
      <div className="sm:col-span-2">
        <FormField
          form={form}
          name="title"
          label={m.sandbox_opportunity()}
          required
          rules={{ required: m.sandbox_title_required() }}
          render={(field) => <Input {...field} />}
        />
      </div>
      <FormField
        form={form}
        name="customer_id"
        label={m.sandbox_customer()}
        render={(field) => <Combobox {...field} source={findCustomers} clearable />}
      />
      <FormField
        form={form}
        name="product_line_id"
        label={m.sandbox_line()}
        render={(field) => <Combobox {...field} source={lines} clearable />}
      />
      <FormField
        form={form}
        name="award_on"
        label={m.sandbox_award_on()}
        hint={m.sandbox_award_hint()}
        render={(field) => <DateInput {...field} />}
      />
      <FormField
        form={form}
        name="horizon"
        label={m.sandbox_horizon()}
        render={(field) => (
          <Select
            {...field}
            placeholder={m.sandbox_horizon_derived()}
            options={horizons.map((value) => ({ value, label: horizonWord[value]() }))}
          />
        )}
      />
      <FormField
        form={form}
        name="source_role"
        label={m.sandbox_source()}
        render={(field) => (
          <Select
            {...field}
            placeholder={m.sandbox_role_unknown()}
            options={roles.map((value) => ({ value, label: roleWord[value]() }))}
          />
        )}
      />
      <FormField
        form={form}
        name="owner_id"
        label={m.sandbox_owner()}
        render={(field) => <Combobox {...field} source={findUsers} clearable />}
      />
      <FormField
        form={form}
        name="team_id"
        label={m.sandbox_team()}
        hint={m.sandbox_team_hint()}
        render={(field) => <Combobox {...field} source={teams} clearable />}
      />
    </div>
  );
}

function Worth({ form, currency }: Form) {
  const { sees } = useSession();
  return (
    <>
      <NumberField form={form} name="market_space" label={m.sandbox_market_space()} unit={currency} wide />
      <NumberField form={form} name="expected_revenue" label={m.sandbox_expected_revenue_year()} unit={currency} wide />
      <NumberField form={form} name="growth_percent" label={m.sandbox_growth()} unit="%" min={-100} />
      {sees("commercial") && (
        <NumberField form={form} name="margin_percent" label={m.sandbox_margin()} unit="%" max={100} />
      )}
      <ScaleField form={form} name="competition" label={m.sandbox_competition()} />
      <ScaleField form={form} name="strategic_value" label={m.sandbox_strategic_value()} />
    </>
  );
}
