import type { TimelineItem } from "@/api/generated";
import { m } from "@/paraglide/messages";
import { channelWords } from "./channelWords";

const entities: Record<string, () => string> = {
  customer: m.customers_one,
  contact: m.customers_entity_contact,
  contact_private: m.customers_entity_private,
  interaction: m.customers_entity_interaction,
  insight: m.customers_entity_insight,
  risk: m.customers_entity_risk,
  vendor_position: m.customers_entity_vendor_position,
  transaction: m.customers_entity_transaction,
  opportunity: m.customers_entity_opportunity,
  project: m.customers_entity_project,
  power_map: m.customers_entity_power_map,
  power_map_person: m.customers_entity_power_map_person,
  account_plan: m.customers_entity_account_plan,
  objective: m.customers_entity_objective,
  plan_objective: m.customers_entity_objective,
  relationship_goal: m.customers_entity_goal,
  budget_line: m.customers_entity_budget_line,
  activity: m.customers_entity_activity,
  customer_member: m.customers_entity_team_member,
  team_member: m.customers_entity_team_member,
};

const actions: Record<string, () => string> = {
  created: m.customers_did_create,
  updated: m.customers_did_update,
  deleted: m.customers_did_delete,
  proposed: m.customers_did_propose,
  selected: m.customers_did_select,
  given_up: m.customers_did_give_up,
  withdrawn: m.customers_did_withdraw,
  dropped: m.customers_did_drop,
  published: m.customers_did_publish,
  reported: m.customers_did_report,
  rated: m.customers_did_rate,
  imported: m.customers_did_import,
};

/** What happened, in a few words: "机会点 · 提案". Unknown codes are shown as they are rather than hidden. */
export function happened(item: TimelineItem): string {
  if (item.kind === "interaction") {
    return channelWords[item.action as keyof typeof channelWords]?.() ?? item.action;
  }
  const entity = entities[item.entity]?.() ?? item.entity;
  const action = actions[item.action]?.() ?? item.action.replaceAll("_", " ");
  return `${entity} · ${action}`;
}
