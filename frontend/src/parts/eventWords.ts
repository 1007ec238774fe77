import { m } from "@/paraglide/messages";

const entities: Record<string, () => string> = {
  customer: m.common_kind_customer,
  contact: m.customers_entity_contact,
  private_traits: m.customers_entity_private,
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
  app_user: m.audit_entity_app_user,
  department: m.audit_entity_department,
  api_client: m.audit_entity_api_client,
  webhook: m.audit_entity_webhook,
  import_run: m.audit_entity_import_run,
  product_line: m.audit_entity_product_line,
  industry: m.audit_entity_industry,
  region: m.audit_entity_region,
  vendor: m.audit_entity_vendor,
  planning_cycle: m.audit_entity_planning_cycle,
  cycle_limit: m.audit_entity_cycle_limit,
  resource: m.audit_entity_resource,
  scoring_model: m.audit_entity_scoring_model,
  selection: m.audit_entity_selection,
  selection_choice: m.audit_entity_selection_choice,
  selection_usage: m.audit_entity_selection_usage,
  target: m.audit_entity_target,
  target_grant: m.audit_entity_target_grant,
  opportunity_need: m.audit_entity_opportunity_need,
  opportunity_link: m.audit_entity_opportunity_link,
  consent: m.audit_entity_consent,
  privacy_request: m.audit_entity_privacy_request,
  event_seal: m.audit_entity_event_seal,
  sign_in_setting: m.audit_entity_sign_in_setting,
  saved_view: m.audit_entity_saved_view,
  custom_field: m.audit_entity_custom_field,
  attachment: m.audit_entity_attachment,
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
  reopened: m.customers_did_reopen,
  won: m.customers_did_win,
  lost: m.customers_did_lose,
  submitted: m.customers_did_submit,
  approved: m.customers_did_approve,
  returned: m.customers_did_return,
  started: m.customers_did_start,
  closed: m.customers_did_close,
  cancelled: m.customers_did_cancel,
  viewed: m.audit_did_viewed,
  revoked: m.audit_did_revoked,
  stopped: m.audit_did_stopped,
  "secret rotated": m.audit_did_rotated,
  pruned: m.audit_did_pruned,
  erased: m.audit_did_erased,
};

/** The kinds of records that events tell of, by the name they have there. */
export const entityNames = Object.keys(entities);

/** Unknown names are shown as they are rather than hidden. */
export const entityWord = (entity: string) => entities[entity]?.() ?? entity.replaceAll("_", " ");
export const actionWord = (action: string) => actions[action]?.() ?? action.replaceAll("_", " ");

const pages: Record<string, (id: string) => string> = {
  customer: (id) => `/customers/${id}`,
  project: (id) => `/projects/${id}`,
  account_plan: (id) => `/plans/${id}`,
  power_map: (id) => `/powermap/${id}`,
  opportunity: (id) => `/sandbox?view=table&opportunity=${id}`,
  app_user: (id) => `/settings/users?user=${id}`,
  webhook: (id) => `/settings/webhooks?webhook=${id}`,
  api_client: () => "/settings/api-keys",
  department: () => "/settings/departments",
};

/** Where a record is shown; what has no page of its own leads to its customer. */
export function addressOf(entity: string, id: string, customerId: string | null): string | undefined {
  return pages[entity]?.(id) ?? (customerId ? `/customers/${customerId}?tab=timeline` : undefined);
}
