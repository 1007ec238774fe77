import type { Section } from "@/api/generated";
import { m } from "@/paraglide/messages";

export const sectionWords: Record<Section["section"], () => string> = {
  basic: m.customers_section_basic,
  principals: m.customers_section_principals,
  traits: m.customers_section_traits,
  transactions: m.customers_section_transactions,
  vendors: m.customers_section_vendors,
  interactions: m.customers_section_interactions,
  insights: m.customers_section_insights,
  risks: m.customers_section_risks,
};

const items: Record<string, () => string> = {
  credit_code: m.customers_credit_code,
  industry_code: m.customers_industry,
  region_code: m.customers_region,
  address: m.customers_address,
  website: m.customers_website,
  source_channel: m.customers_source_channel,
  class: m.customers_class,
  team_id: m.customers_team,
  employees: m.customers_employees,
  revenue: m.customers_revenue,
  founded_year: m.customers_founded_year,
  business_philosophy: m.customers_business_philosophy,
  market_position: m.customers_market_position,
  prospects: m.customers_prospects,
  importance: m.customers_importance,
  contact: m.customers_item_contact,
  decider: m.customers_item_decider,
  payer: m.customers_item_payer,
  user: m.customers_item_user,
  reachable: m.customers_item_reachable,
  reporting_line: m.customers_item_reporting_line,
  order: m.customers_item_order,
  vendor: m.customers_item_vendor,
  our_position: m.customers_item_our_position,
  share: m.customers_item_share,
  contract_end: m.customers_contract_ends_on,
  interaction: m.customers_item_interaction,
  sales: m.customers_item_insight_sales,
  technical: m.customers_item_insight_technical,
  service: m.customers_item_insight_service,
  risk: m.customers_item_risk,
};

/** The code of an item of the completeness list, in words. */
export const itemWord = (code: string) => items[code]?.() ?? code;
