import type { OpportunityDetail, SandboxOpportunity, SandboxOut, SandboxRisk } from "@/api/generated";
import { m } from "@/paraglide/messages";

export type { OpportunityDetail, SandboxOpportunity, SandboxOut, SandboxRisk };
export type Horizon = "short" | "mid" | "long";
export type State = SandboxOpportunity["state"];
export type Scope = SandboxOut["scope"];
export type Quadrant = NonNullable<SandboxOpportunity["quadrant"]>;
export type Role = NonNullable<SandboxOpportunity["source_role"]>;

export const horizons: readonly Horizon[] = ["short", "mid", "long"];
export const scopes: readonly Scope[] = ["company", "customer", "team", "industry", "region", "product_line"];
export const states: readonly State[] = [
  "found",
  "proposed",
  "selected",
  "given_up",
  "in_project",
  "won",
  "lost",
  "dropped",
];
export const roles: readonly Role[] = ["sales", "technical", "service"];

export const horizonWord: Record<Horizon, () => string> = {
  short: m.sandbox_horizon_short,
  mid: m.sandbox_horizon_mid,
  long: m.sandbox_horizon_long,
};

export const horizonHint: Record<Horizon, () => string> = {
  short: m.sandbox_horizon_short_hint,
  mid: m.sandbox_horizon_mid_hint,
  long: m.sandbox_horizon_long_hint,
};

export const stateWord: Record<State, () => string> = {
  found: m.sandbox_state_found,
  proposed: m.sandbox_state_proposed,
  selected: m.sandbox_state_selected,
  given_up: m.sandbox_state_given_up,
  in_project: m.sandbox_state_in_project,
  won: m.sandbox_state_won,
  lost: m.sandbox_state_lost,
  dropped: m.sandbox_state_dropped,
};

export const stateTone = {
  found: "neutral",
  proposed: "info",
  selected: "good",
  given_up: "earth",
  in_project: "good",
  won: "good",
  lost: "bad",
  dropped: "neutral",
} as const satisfies Record<State, string>;

export const scopeWord: Record<Scope, () => string> = {
  company: m.sandbox_scope_company,
  customer: m.sandbox_scope_customer,
  team: m.sandbox_scope_team,
  industry: m.sandbox_scope_industry,
  region: m.sandbox_scope_region,
  product_line: m.sandbox_scope_product_line,
};

export const roleWord: Record<Role, () => string> = {
  sales: m.sandbox_role_sales,
  technical: m.sandbox_role_technical,
  service: m.sandbox_role_service,
};

export const quadrantWord: Record<Quadrant, () => string> = {
  invest: m.sandbox_quadrant_invest,
  fix: m.sandbox_quadrant_fix,
  harvest: m.sandbox_quadrant_harvest,
  exit: m.sandbox_quadrant_exit,
};

export const quadrantMeaning: Record<Quadrant, () => string> = {
  invest: m.sandbox_quadrant_invest_meaning,
  fix: m.sandbox_quadrant_fix_meaning,
  harvest: m.sandbox_quadrant_harvest_meaning,
  exit: m.sandbox_quadrant_exit_meaning,
};

const riskWords: Record<string, () => string> = {
  credit: m.sandbox_risk_credit,
  delivery: m.sandbox_risk_delivery,
  price: m.sandbox_risk_price,
  competitor: m.sandbox_risk_competitor,
  political: m.sandbox_risk_political,
  compliance: m.sandbox_risk_compliance,
  other: m.sandbox_risk_other,
};
export const riskKindWord = (kind: string): string => riskWords[kind]?.() ?? kind;
