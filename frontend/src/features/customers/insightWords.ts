import type { InsightOut, RiskOut } from "@/api/generated";
import { m } from "@/paraglide/messages";

export const insightRoles = ["sales", "technical", "service"] as const;
export const horizons = ["short", "mid", "long"] as const;
export const riskKinds = ["credit", "delivery", "price", "competitor", "political", "compliance", "other"] as const;

export const roleWords: Record<InsightOut["role"], () => string> = {
  sales: m.customers_role_sales,
  technical: m.customers_role_technical,
  service: m.customers_role_service,
};

export const horizonWords: Record<RiskOut["horizon"], () => string> = {
  short: m.customers_horizon_short,
  mid: m.customers_horizon_mid,
  long: m.customers_horizon_long,
};

export const riskKindWords: Record<(typeof riskKinds)[number], () => string> = {
  credit: m.customers_risk_credit,
  delivery: m.customers_risk_delivery,
  price: m.customers_risk_price,
  competitor: m.customers_risk_competitor,
  political: m.customers_risk_political,
  compliance: m.customers_risk_compliance,
  other: m.customers_risk_other,
};
