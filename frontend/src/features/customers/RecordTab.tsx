import type { ReactNode } from "react";
import type { CustomerOut } from "@/api/generated";
import { Button } from "@/components/Button";
import { Card } from "@/components/Card";
import { DateText } from "@/components/DateText";
import { MoneyText } from "@/components/MoneyText";
import { useSession } from "@/hooks/useSession";
import { formatNumber } from "@/lib/format";
import { m } from "@/paraglide/messages";
import { OwnFieldsCard } from "./OwnFieldsCard";
import { kindWords } from "./words";

type Fact = [label: string, value: ReactNode];

/** The record as it stands; what is unknown shows as a dash, so that one sees what to ask. */
export function RecordTab({ customer, onEdit }: { customer: CustomerOut; onEdit: () => void }) {
  const { can, sees } = useSession();
  const basic: Fact[] = [
    [m.customers_name(), customer.name],
    [m.customers_short_name(), customer.short_name],
    [m.customers_former_names(), customer.former_names.join(m.customers_comma())],
    [m.customers_credit_code(), customer.credit_code],
    [m.customers_kind(), kindWords[customer.kind]()],
    [m.customers_industry(), customer.industry_name],
    [m.customers_region(), customer.region_name],
    [m.customers_address(), customer.address],
    [m.customers_website(), customer.website],
    [m.customers_parent(), customer.parent_name],
    [m.customers_team(), customer.team_name],
    [m.customers_code(), customer.code],
    [m.customers_source_channel(), customer.source_channel],
    [m.customers_tags(), customer.tags.join(m.customers_comma())],
  ];
  const revenue =
    customer.revenue !== null ? (
      <>
        <MoneyText value={customer.revenue} currency={customer.revenue_currency ?? "CNY"} compact />
        {customer.revenue_year && ` (${customer.revenue_year})`}
      </>
    ) : null;
  const traits: Fact[] = [
    [m.customers_employees(), customer.employees === null ? null : formatNumber(customer.employees)],
    [m.customers_revenue(), revenue],
    [m.customers_founded_year(), customer.founded_year],
    [m.customers_importance(), customer.importance === null ? null : `${customer.importance} / 5`],
    [m.customers_importance_reason(), customer.importance_reason],
    [m.customers_importance_at(), customer.importance_at && <DateText value={customer.importance_at} />],
    [m.customers_business_philosophy(), customer.business_philosophy],
    [m.customers_market_position(), customer.market_position],
    [m.customers_prospects(), customer.prospects],
  ];
  if (sees("commercial")) {
    const limit = customer.credit_limit !== null && <MoneyText value={customer.credit_limit} />;
    traits.push([m.customers_credit_limit(), limit || null]);
  }
  const edit = can("records:team") && (
    <Button look="quiet" size="sm" onClick={onEdit}>
      {m.common_edit()}
    </Button>
  );
  return (
    <div className="grid gap-4 lg:grid-cols-2">
      <Card title={m.customers_section_basic()} actions={edit}>
        <Facts facts={basic} />
      </Card>
      <Card title={m.customers_section_traits()} actions={edit}>
        <Facts facts={traits} />
      </Card>
      <OwnFieldsCard customer={customer} />
    </div>
  );
}

function Facts({ facts }: { facts: Fact[] }) {
  return (
    <dl className="grid grid-cols-[8.5rem_1fr] gap-x-4 gap-y-2 pt-1">
      {facts.map(([label, value]) => (
        <div key={label} className="contents">
          <dt className="text-ink-soft text-sm">{label}</dt>
          <dd className="min-w-0 whitespace-pre-line break-words">
            {value || <span className="text-ink-faint">—</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
