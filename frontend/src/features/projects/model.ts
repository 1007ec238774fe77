import type { GateCheckOut, GateDecisionOut, GateOut, MemberOut, ProjectItem, ProjectOut } from "@/api/generated";
import { m } from "@/paraglide/messages";
import { today } from "@/parts/days";

export type { GateCheckOut, GateDecisionOut, GateOut, MemberOut, ProjectItem, ProjectOut };
export type Stage = ProjectItem["stage"];
export type Outcome = NonNullable<ProjectItem["outcome"]>;
export type ResultReason = ProjectOut["result_reasons"][number];
export type MemberRole = MemberOut["role"];

export const stages: readonly Stage[] = ["lead", "opportunity", "bid", "contract", "delivery", "closed"];

export const stageWord: Record<Stage, () => string> = {
  lead: m.projects_stage_lead,
  opportunity: m.projects_stage_opportunity,
  bid: m.projects_stage_bid,
  contract: m.projects_stage_contract,
  delivery: m.projects_stage_delivery,
  closed: m.projects_stage_closed,
};

export const nextStage = (stage: Stage): Stage | undefined => stages[stages.indexOf(stage) + 1];
export const isBack = (from: Stage, to: Stage) => stages.indexOf(to) < stages.indexOf(from);

export const outcomeWord: Record<Outcome, () => string> = {
  won_delivered: m.projects_outcome_won_delivered,
  lost: m.projects_outcome_lost,
  cancelled: m.projects_outcome_cancelled,
};

export const outcomeTone = { won_delivered: "good", lost: "bad", cancelled: "neutral" } as const;

export const reasonWord: Record<ResultReason, () => string> = {
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
};
export const resultReasons = Object.keys(reasonWord) as ResultReason[];

export const memberRoleWord: Record<MemberRole, () => string> = {
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

export const isOverdue = (row: Pick<ProjectItem, "stage" | "next_step_on">) =>
  row.stage !== "closed" && row.next_step_on !== null && row.next_step_on < today();
