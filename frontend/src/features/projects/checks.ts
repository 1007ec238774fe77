import { m } from "@/paraglide/messages";
import type { GateCheckOut, ProjectItem } from "./model";

type Code = GateCheckOut["code"];

const words: Record<Code, [passed: () => string, missing: (facts: GateCheckOut["facts"]) => string]> = {
  customer_known: [m.projects_check_customer_known, m.projects_check_customer_known_missing],
  budget_confirmed: [m.projects_check_budget_confirmed, m.projects_check_budget_confirmed_missing],
  budget_source: [m.projects_check_budget_source, m.projects_check_budget_source_missing],
  next_step_dated: [m.projects_check_next_step_dated, m.projects_check_next_step_dated_missing],
  power_map_good_enough: [m.projects_check_power_map_good_enough, powerMapMissing],
  competitor_analysis: [m.projects_check_competitor_analysis, m.projects_check_competitor_analysis_missing],
  resource_grant: [m.projects_check_resource_grant, m.projects_check_resource_grant_missing],
  manager: [m.projects_check_manager, m.projects_check_manager_missing],
  team: [m.projects_check_team, m.projects_check_team_missing],
  bid_documents: [m.projects_check_bid_documents, m.projects_check_bid_documents_missing],
  price_approved: [m.projects_check_price_approved, m.projects_check_price_approved_missing],
  result_won: [m.projects_check_result_won, m.projects_check_result_won_missing],
  result_reasons: [m.projects_check_result_reasons, m.projects_check_result_reasons_missing],
  result_note: [m.projects_check_result_note, m.projects_check_result_note_missing],
  winning_vendor: [m.projects_check_winning_vendor, m.projects_check_winning_vendor_missing],
  agreement: [m.projects_check_agreement, m.projects_check_agreement_missing],
  milestones: [m.projects_check_milestones, m.projects_check_milestones_missing],
  payments: [m.projects_check_payments, m.projects_check_payments_missing],
  contract_risks: [m.projects_check_contract_risks, m.projects_check_contract_risks_missing],
  contract_differences: [m.projects_check_contract_differences, m.projects_check_contract_differences_missing],
  results_against_target: [m.projects_check_results_against_target, m.projects_check_results_against_target_missing],
  lessons: [m.projects_check_lessons, m.projects_check_lessons_missing],
  ratings_complete: [
    m.projects_check_ratings_complete,
    (facts) => m.projects_check_ratings_complete_missing({ count: Number(facts.unrated ?? 0) }),
  ],
  one_stage_forward: [m.projects_check_one_stage_forward, m.projects_check_one_stage_forward_missing],
  reason: [m.projects_check_reason, m.projects_check_reason_missing],
  outcome: [m.projects_check_outcome, m.projects_check_outcome_missing],
};

export const checkWord = (code: Code): string => words[code][0]();
export const missingWord = (check: GateCheckOut): string => words[check.code][1](check.facts);

type Lack = { code: string };
const lacks = (facts: GateCheckOut["facts"]): Lack[] => (Array.isArray(facts.missing) ? (facts.missing as Lack[]) : []);

function powerMapMissing(facts: GateCheckOut["facts"]): string {
  if (facts.exists === false) return m.projects_check_power_map_none();
  return m.projects_check_power_map_lacks({ count: lacks(facts).length });
}

const lackWords: Record<string, () => string> = {
  decider_missing: m.projects_lack_decider_missing,
  person_not_named: m.projects_lack_person_not_named,
  influence_missing: m.projects_lack_influence_missing,
  support_missing: m.projects_lack_support_missing,
  owner_missing: m.projects_lack_owner_missing,
  not_confirmed: m.projects_lack_not_confirmed,
  confirmation_stale: m.projects_lack_confirmation_stale,
  competitor_standing_missing: m.projects_lack_competitor_standing_missing,
  coverage_too_low: m.projects_lack_coverage_too_low,
};

/** What the power map lacks, each kind once. */
export const mapLacks = (check: GateCheckOut): string[] =>
  [...new Set(lacks(check.facts).map((one) => one.code))].map((code) => lackWords[code]?.() ?? code);

type Place = Pick<ProjectItem, "id" | "customer_id" | "opportunity_id">;

/** Where a missing thing is mended: a section of the project, or the screen that holds it. */
export function mendAddress(check: GateCheckOut, project: Place): string | null {
  const here = `/projects/${project.id}`;
  const places: Record<GateCheckOut["link"], string | null> = {
    customer: `/customers/${project.customer_id}`,
    budget: `${here}?section=budget`,
    next_step: `${here}?section=basics`,
    power_map: `/powermap?customer=${project.customer_id}&project=${project.id}`,
    competitors: `${here}?section=competitors`,
    resources: `/sandbox?opportunity=${project.opportunity_id}`,
    team: check.code === "manager" ? `${here}?section=basics` : `${here}?tab=team`,
    bid: `${here}?section=bid`,
    result: `${here}?section=result`,
    contract: `${here}?section=contract`,
    close: `${here}?section=closing`,
    activities: `${here}?tab=activities`,
    stage: null,
  };
  return places[check.link];
}
