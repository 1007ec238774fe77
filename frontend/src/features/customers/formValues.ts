import type { CustomerCreate, CustomerOut } from "@/api/generated";
import type { Choice } from "@/components/useChoices";
import type { CustomerClass, Kind, Lifecycle } from "./words";

/** What the form holds: found records as choices, lists as lines of text. */
export type Values = {
  name: string;
  short_name: string;
  former_names: string;
  code: string;
  credit_code: string;
  kind: Kind;
  parent_id: Choice | null;
  industry_code: Choice | null;
  region_code: Choice | null;
  address: string;
  website: string;
  lifecycle: Lifecycle;
  class: CustomerClass | "";
  source_channel: string;
  tags: string;
  employees: number | null;
  revenue: number | null;
  revenue_currency: string;
  revenue_year: number | null;
  founded_year: number | null;
  business_philosophy: string;
  market_position: string;
  prospects: string;
  importance: number | null;
  importance_reason: string;
  credit_limit: number | null;
  team_id: Choice | null;
};

export const blank: Values = {
  name: "",
  short_name: "",
  former_names: "",
  code: "",
  credit_code: "",
  kind: "company",
  parent_id: null,
  industry_code: null,
  region_code: null,
  address: "",
  website: "",
  lifecycle: "acquisition",
  class: "",
  source_channel: "",
  tags: "",
  employees: null,
  revenue: null,
  revenue_currency: "CNY",
  revenue_year: null,
  founded_year: null,
  business_philosophy: "",
  market_position: "",
  prospects: "",
  importance: null,
  importance_reason: "",
  credit_limit: null,
  team_id: null,
};

const choice = (value: string | null, label: string | null): Choice | null =>
  value ? { value, label: label ?? value } : null;
const text = (value: string) => value.trim() || null;
const lines = (value: string) =>
  value
    .split(/[\n,,、;;]/)
    .map((part) => part.trim())
    .filter(Boolean);

export function valuesOf(row: CustomerOut): Values {
  const words = Object.fromEntries(
    (Object.keys(blank) as (keyof Values)[])
      .filter((name) => typeof blank[name] === "string")
      .map((name) => [name, row[name as keyof CustomerOut] ?? ""]),
  );
  return {
    ...blank,
    ...words,
    former_names: row.former_names.join("\n"),
    tags: row.tags.join(", "),
    kind: row.kind,
    lifecycle: row.lifecycle,
    class: row.class ?? "",
    revenue_currency: row.revenue_currency ?? "CNY",
    parent_id: choice(row.parent_id, row.parent_name),
    industry_code: choice(row.industry_code, row.industry_name),
    region_code: choice(row.region_code, row.region_name),
    team_id: choice(row.team_id, row.team_name),
    employees: row.employees,
    revenue: row.revenue,
    revenue_year: row.revenue_year,
    founded_year: row.founded_year,
    importance: row.importance,
    credit_limit: row.credit_limit,
  };
}

/** The body of a POST. Money of class commercial is sent by those who see it; nobody empties what they cannot read. */
export function bodyOf(values: Values, seesMoney: boolean): CustomerCreate {
  const { credit_limit, ...rest } = values;
  return {
    ...rest,
    ...(seesMoney ? { credit_limit } : {}),
    name: values.name.trim(),
    short_name: text(values.short_name),
    former_names: lines(values.former_names),
    code: text(values.code),
    credit_code: text(values.credit_code),
    parent_id: values.parent_id?.value ?? null,
    industry_code: values.industry_code?.value ?? null,
    region_code: values.region_code?.value ?? null,
    address: text(values.address),
    website: text(values.website),
    class: values.class || null,
    source_channel: text(values.source_channel),
    tags: lines(values.tags),
    revenue_currency: values.revenue === null ? null : values.revenue_currency,
    business_philosophy: text(values.business_philosophy),
    market_position: text(values.market_position),
    prospects: text(values.prospects),
    importance_reason: text(values.importance_reason),
    team_id: values.team_id?.value ?? null,
  };
}

/** Only what was changed, for a PATCH. */
export function changesOf(before: Values, after: Values, seesMoney: boolean): Partial<CustomerCreate> {
  const [old, fresh] = [bodyOf(before, seesMoney), bodyOf(after, seesMoney)];
  return Object.fromEntries(
    Object.entries(fresh).filter(
      ([name, value]) => JSON.stringify(value) !== JSON.stringify(old[name as keyof CustomerCreate]),
    ),
  );
}
