import { formatDate, formatNumber } from "@/lib/format";
import { m } from "@/paraglide/messages";
import { fieldWord } from "./fieldWords";
import { entityWord } from "./words";

type Words = Record<string, () => string>;

const stages: Words = {
  lead: m.projects_stage_lead,
  opportunity: m.projects_stage_opportunity,
  bid: m.projects_stage_bid,
  contract: m.projects_stage_contract,
  delivery: m.projects_stage_delivery,
  closed: m.projects_stage_closed,
};
const horizons: Words = { short: m.sandbox_horizon_short, mid: m.sandbox_horizon_mid, long: m.sandbox_horizon_long };
const finders: Words = {
  sales: m.customers_role_sales,
  technical: m.customers_role_technical,
  service: m.customers_role_service,
};
const surety: Words = { assumed: m.powermap_assumed, confirmed: m.powermap_confirmed };
const channels: Words = {
  visit: m.customers_channel_visit,
  call: m.customers_channel_call,
  mail: m.customers_channel_mail,
  meeting: m.customers_channel_meeting,
  chat: m.customers_channel_chat,
  event: m.customers_channel_event,
  web: m.customers_channel_web,
};
const roles: Words = {
  administrator: m.settings_role_administrator,
  strategy: m.settings_role_strategy,
  executive: m.settings_role_executive,
  account_manager: m.settings_role_account_manager,
  member: m.settings_role_member,
  performance: m.settings_role_performance,
  auditor: m.settings_role_auditor,
  read_only: m.settings_role_read_only,
};
const team: Words = {
  leader: m.projects_role_leader,
  marketing: m.projects_role_marketing,
  online: m.projects_role_online,
  service: m.projects_role_service,
  logistics: m.projects_role_logistics,
  production: m.projects_role_production,
  system: m.projects_role_system,
  solution: m.projects_role_solution,
  delivery: m.projects_role_delivery,
  member: m.projects_role_member,
};

/** Codes as people say them, by the kind of record and its field, or by the field alone. */
export const codes: Record<string, Words> = {
  "account_plan.state": {
    draft: m.plans_state_draft,
    submitted: m.plans_state_submitted,
    approved: m.plans_state_approved,
    in_force: m.plans_state_in_force,
    closed: m.plans_state_closed,
  },
  "activity.state": {
    planned: m.parts_state_planned,
    reported: m.parts_state_reported,
    rated: m.parts_state_rated,
    cancelled: m.parts_state_cancelled,
  },
  "activity.kind": {
    visit: m.parts_kind_visit,
    technical_exchange: m.parts_kind_technical_exchange,
    company_visit: m.parts_kind_company_visit,
    sample_site_visit: m.parts_kind_sample_site_visit,
    executive_meeting: m.parts_kind_executive_meeting,
    training: m.parts_kind_training,
    service_gift: m.parts_kind_service_gift,
    bid_step: m.parts_kind_bid_step,
    delivery_step: m.parts_kind_delivery_step,
    other: m.parts_kind_other,
  },
  "opportunity.state": {
    found: m.sandbox_state_found,
    proposed: m.sandbox_state_proposed,
    selected: m.sandbox_state_selected,
    given_up: m.sandbox_state_given_up,
    in_project: m.sandbox_state_in_project,
    won: m.sandbox_state_won,
    lost: m.sandbox_state_lost,
    dropped: m.sandbox_state_dropped,
  },
  "planning_cycle.state": {
    open: m.selection_cycle_open,
    scoring: m.selection_cycle_scoring,
    selecting: m.selection_cycle_selecting,
    issued: m.selection_cycle_issued,
    executing: m.selection_cycle_executing,
    evaluating: m.selection_cycle_evaluating,
    closed: m.selection_cycle_closed,
  },
  "insight.state": { draft: m.customers_draft, published: m.customers_published },
  "privacy_request.state": {
    open: m.privacy_state_open,
    done: m.privacy_state_done,
    refused: m.privacy_state_refused,
  },
  "privacy_request.kind": {
    access: m.privacy_kind_access,
    erasure: m.privacy_kind_erasure,
    correction: m.privacy_kind_correction,
  },
  "risk.state": { open: m.events_value_open, closed: m.events_value_closed },
  "risk.kind": {
    credit: m.customers_risk_credit,
    delivery: m.customers_risk_delivery,
    price: m.customers_risk_price,
    competitor: m.customers_risk_competitor,
    political: m.customers_risk_political,
    compliance: m.customers_risk_compliance,
    other: m.customers_risk_other,
  },
  "selection.state": {
    draft: m.selection_state_draft,
    solved: m.selection_state_solved,
    decided: m.selection_state_decided,
  },
  "selection.status": {
    optimal: m.selection_status_optimal,
    feasible: m.selection_status_feasible,
    deadline: m.selection_status_deadline,
    infeasible: m.selection_status_infeasible,
  },
  "selection.objective": {
    profit: m.selection_objective_profit,
    attractiveness: m.selection_objective_attractiveness,
    blend: m.selection_objective_blend,
    revenue: m.selection_objective_revenue,
  },
  "import_run.state": {
    uploaded: m.imports_state_uploaded,
    checking: m.imports_state_checking,
    checked: m.imports_state_checked,
    running: m.imports_state_running,
    done: m.imports_state_done,
    cancelled: m.imports_state_cancelled,
    failed: m.imports_state_failed,
  },
  "customer.kind": {
    company: m.customers_company,
    institution: m.customers_institution,
    government: m.customers_government,
    group: m.customers_group,
  },
  "transaction.kind": {
    order: m.customers_kind_order,
    invoice: m.customers_kind_invoice,
    payment: m.customers_kind_payment,
    delivery: m.customers_kind_delivery,
    return: m.customers_kind_return,
  },
  "power_map_link.kind": { influence: m.powermap_line_influence, conflict: m.powermap_line_conflict },
  "opportunity_link.kind": { needs: m.events_value_needs, excludes: m.events_value_excludes },
  "resource.kind": { money: m.events_value_money, people: m.events_value_people },
  "power_map_person.role": {
    approver: m.powermap_role_approver,
    decider: m.powermap_role_decider,
    supporter: m.powermap_role_supporter,
    evaluator: m.powermap_role_evaluator,
    influencer: m.powermap_role_influencer,
    user: m.powermap_role_user,
    gatekeeper: m.powermap_role_gatekeeper,
    adviser: m.powermap_role_adviser,
  },
  "power_map_person.status": surety,
  "vendor_position.status": surety,
  "project_member.role": team,
  "team_member.role": team,
  "insight.role": finders,
  "custom_field.class": { internal: m.fields_class_internal, commercial: m.fields_class_commercial },
  "consent.purpose": {
    visit: m.privacy_purpose_visit,
    care: m.privacy_purpose_care,
    planning: m.privacy_purpose_planning,
  },
  basis: {
    consent: m.privacy_basis_consent,
    contract: m.privacy_basis_contract,
    legal_duty: m.privacy_basis_legal_duty,
    disclosed: m.privacy_basis_disclosed,
    legitimate_interest: m.privacy_basis_legitimate_interest,
  },
  chain: {
    technical: m.powermap_chain_technical,
    commercial: m.powermap_chain_commercial,
    integrated: m.powermap_chain_integrated,
  },
  channel: channels,
  contact_depth: {
    none: m.powermap_depth_none,
    brief: m.powermap_depth_brief,
    several: m.powermap_depth_several,
    deep: m.powermap_depth_deep,
  },
  decision: {
    passed: m.projects_history_passed,
    refused: m.projects_history_refused,
    waived: m.projects_history_waived,
  },
  direction: { outbound: m.events_value_outbound, inbound: m.events_value_inbound },
  from_stage: stages,
  horizon: horizons,
  horizon_given: horizons,
  language: { zh: () => "简体中文", en: () => "English" },
  lifecycle: {
    acquisition: m.customers_acquisition,
    conversion: m.customers_conversion,
    retention: m.customers_retention,
    lapsed: m.customers_lapsed,
  },
  of: { customers: m.customers_title, opportunities: m.sandbox_title, projects: m.projects_title },
  outcome: {
    won_delivered: m.projects_outcome_won_delivered,
    lost: m.projects_outcome_lost,
    cancelled: m.projects_outcome_cancelled,
  },
  preferred_channel: channels,
  result: { won: m.projects_result_won, lost: m.projects_result_lost },
  checks: {
    customer_known: m.projects_check_customer_known,
    budget_confirmed: m.projects_check_budget_confirmed,
    budget_source: m.projects_check_budget_source,
    next_step_dated: m.projects_check_next_step_dated,
    power_map_good_enough: m.projects_check_power_map_good_enough,
    competitor_analysis: m.projects_check_competitor_analysis,
    resource_grant: m.projects_check_resource_grant,
    manager: m.projects_check_manager,
    team: m.projects_check_team,
    bid_documents: m.projects_check_bid_documents,
    price_approved: m.projects_check_price_approved,
    result_won: m.projects_check_result_won,
    result_reasons: m.projects_check_result_reasons,
    result_note: m.projects_check_result_note,
    winning_vendor: m.projects_check_winning_vendor,
    agreement: m.projects_check_agreement,
    milestones: m.projects_check_milestones,
    payments: m.projects_check_payments,
    contract_risks: m.projects_check_contract_risks,
    contract_differences: m.projects_check_contract_differences,
    results_against_target: m.projects_check_results_against_target,
    lessons: m.projects_check_lessons,
    ratings_complete: m.projects_check_ratings_complete,
    one_stage_forward: m.projects_check_one_stage_forward,
    reason: m.projects_check_reason,
    outcome: m.projects_check_outcome,
  },
  result_reasons: {
    price: m.projects_reason_price,
    product_fit: m.projects_reason_product_fit,
    relationship: m.projects_reason_relationship,
    delivery_time: m.projects_reason_delivery_time,
    service: m.projects_reason_service,
    terms: m.projects_reason_terms,
    technology: m.projects_reason_technology,
    references: m.projects_reason_references,
    incumbent: m.projects_reason_incumbent,
    budget_withdrawn: m.projects_reason_budget_withdrawn,
    other: m.projects_reason_other,
  },
  roles,
  second_factor_roles: roles,
  sso_default_roles: roles,
  source_role: finders,
  stage: stages,
  to_stage: stages,
  type: {
    text: m.fields_type_text,
    number: m.fields_type_number,
    date: m.fields_type_date,
    choice: m.fields_type_choice,
    choices: m.events_value_type_choices,
    yes_no: m.fields_type_yes_no,
    money: m.events_value_type_money,
    link: m.events_value_type_link,
  },
};

const day = /^\d{4}-\d\d-\d\d$/;
const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;
const amount = /^-?\d+\.\d+$/;

/** One of several in a field: a check says what it asks and whether it passed, all else names its parts. */
function recordText(entity: string, field: string, value: object): string {
  if ("code" in value && "passed" in value) {
    const word = valueText(entity, field, value.code);
    return value.passed ? `✓ ${word}` : `✗ ${word}`;
  }
  return Object.entries(value)
    .filter(([, one]) => one !== null && one !== "")
    .map(([name, one]) => `${fieldWord(name)}: ${valueText(entity, name, one)}`)
    .join("\n");
}

/** What stood in a field, as a person would write it; texts stay as they are. */
export function valueText(entity: string, field: string, value: unknown): string {
  if (value === null || value === undefined || value === "") return m.events_value_nothing();
  if (typeof value === "boolean") return value ? m.events_value_yes() : m.events_value_no();
  if (typeof value === "number") return formatNumber(value, { useGrouping: !field.endsWith("_year") });
  if (Array.isArray(value))
    return value.length
      ? value.map((one) => valueText(entity, field, one)).join(typeof value[0] === "object" ? "\n" : m.events_list())
      : m.events_value_nothing();
  if (typeof value === "object") return recordText(entity, field, value);
  const text = String(value);
  if (field === "entity" || `${entity}.${field}` === "custom_field.target") return entityWord(text);
  const word = codes[`${entity}.${field}`]?.[text] ?? codes[field]?.[text];
  if (word) return word();
  if (day.test(text)) return formatDate(text);
  if (instant.test(text)) return formatDate(text, "dateTime");
  return amount.test(text) ? formatNumber(text) : text;
}
