import type { TimelineItem } from "@/api/generated";
import { m } from "@/paraglide/messages";
import { channelWords } from "./channelWords";

const entities: Record<string, () => string> = {
  customer: m.common_kind_customer,
  contact: m.customers_entity_contact,
  private_traits: m.customers_entity_private,
  consent: m.privacy_consents,
  interaction: m.customers_entity_interaction,
  insight: m.customers_entity_insight,
  risk: m.customers_entity_risk,
  vendor_position: m.customers_entity_vendor_position,
  transaction: m.customers_entity_transaction,
  opportunity: m.customers_entity_opportunity,
  project: m.customers_entity_project,
  power_map: m.customers_entity_power_map,
  power_map_person: m.customers_entity_power_map_person,
  power_map_link: m.customers_entity_link,
  gate_decision: m.customers_entity_gate,
  project_member: m.customers_entity_project_member,
  account_plan: m.customers_entity_account_plan,
  objective: m.customers_entity_objective,
  relationship_goal: m.customers_entity_goal,
  budget_line: m.customers_entity_budget_line,
  activity: m.customers_entity_activity,
  comment: m.together_comment,
  team_member: m.customers_entity_team_member,
};

const actions: Record<string, () => string> = {
  created: m.customers_did_create,
  updated: m.customers_did_update,
  deleted: m.customers_did_delete,
  viewed: m.privacy_did_viewed,
  exported: m.privacy_did_exported,
  erased: m.privacy_did_erased,
  proposed: m.customers_did_propose,
  selected: m.customers_did_select,
  given_up: m.customers_did_give_up,
  withdrawn: m.customers_did_withdraw,
  dropped: m.customers_did_drop,
  published: m.customers_did_publish,
  reported: m.customers_did_report,
  rated: m.customers_did_rate,
  imported: m.customers_did_import,
  reopened: m.customers_did_reopen,
  project_started: m.customers_did_start_project,
  needs_changed: m.customers_did_change_needs,
  links_changed: m.customers_did_update,
  won: m.customers_did_win,
  lost: m.customers_did_lose,
  submitted: m.customers_did_submit,
  approved: m.customers_did_approve,
  returned: m.customers_did_return,
  started: m.customers_did_start,
  closed: m.customers_did_close,
  cancelled: m.customers_did_cancel,
  "support reported": m.customers_did_report_support,
  "gate passed": m.customers_did_pass_gate,
  "gate refused": m.customers_did_fail_gate,
  "gate waived": m.customers_did_waive_gate,
  "stage lead": m.customers_did_stage_lead,
  "stage opportunity": m.customers_did_stage_opportunity,
  "stage bid": m.customers_did_stage_bid,
  "stage contract": m.customers_did_stage_contract,
  "stage delivery": m.customers_did_stage_delivery,
  "stage closed": m.customers_did_stage_closed,
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
