import type { OpportunityCreate } from "@/api/generated";
import type { Choice } from "@/components/useChoices";
import type { Horizon, OpportunityDetail, Role } from "./model";

/** What the form holds: found records as choices, win probability in per cent, as people say it. */
export type Values = {
  title: string;
  customer_id: Choice | null;
  product_line_id: Choice | null;
  source_role: Role | "";
  owner_id: Choice | null;
  team_id: Choice | null;
  horizon: Horizon | "";
  award_on: string | null;
  market_space: number | null;
  expected_revenue: number | null;
  growth_percent: number | null;
  margin_percent: number | null;
  win_probability: number | null;
  competition: number | null;
  strategic_value: number | null;
  our_share: number | null;
  product_fit: number | null;
  price_position: number | null;
  relationship: number | null;
};

export const blank: Values = {
  title: "",
  customer_id: null,
  product_line_id: null,
  source_role: "",
  owner_id: null,
  team_id: null,
  horizon: "",
  award_on: null,
  market_space: null,
  expected_revenue: null,
  growth_percent: null,
  margin_percent: null,
  win_probability: null,
  competition: null,
  strategic_value: null,
  our_share: null,
  product_fit: null,
  price_position: null,
  relationship: null,
};

const choice = (id: string | null, name: string | null | undefined): Choice | null =>
  id ? { value: id, label: name ?? "…" } : null;

export function valuesOf(row: OpportunityDetail, lines: ReadonlyMap<string, string>): Values {
  return {
    title: row.title,
    customer_id: choice(row.customer_id, row.customer_name),
    product_line_id: choice(row.product_line_id, lines.get(row.product_line_id ?? "")),
    source_role: row.source_role ?? "",
    owner_id: choice(row.owner_id, row.owner_name),
    team_id: choice(row.team_id, row.team_name),
    horizon: row.horizon_given ?? "",
    award_on: row.award_on,
    market_space: row.market_space,
    expected_revenue: row.expected_revenue,
    growth_percent: row.growth_percent,
    margin_percent: row.margin_percent,
    win_probability: row.win_probability === null ? null : Math.round(row.win_probability * 1000) / 10,
    competition: row.competition,
    strategic_value: row.strategic_value,
    our_share: row.our_share,
    product_fit: row.product_fit,
    price_position: row.price_position,
    relationship: row.relationship,
  };
}

/** As the server reads it. */
export function bodyOf(values: Values): OpportunityCreate {
  return {
    ...values,
    customer_id: values.customer_id?.value ?? null,
    product_line_id: values.product_line_id?.value ?? null,
    owner_id: values.owner_id?.value ?? null,
    team_id: values.team_id?.value ?? null,
    source_role: values.source_role || null,
    horizon: values.horizon || null,
    win_probability: values.win_probability === null ? null : values.win_probability / 100,
  };
}

/** Only what differs, so that an edit does not touch what another person may be changing. */
export function changed(values: Values, before: Values): Partial<OpportunityCreate> {
  const [now, then] = [bodyOf(values), bodyOf(before)];
  return Object.fromEntries(
    Object.entries(now).filter(([name, value]) => value !== then[name as keyof OpportunityCreate]),
  ) as Partial<OpportunityCreate>;
}
