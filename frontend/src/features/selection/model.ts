import type {
  ChoiceOut,
  CycleDetail,
  CycleOut,
  PreviewOut,
  ResourceOut,
  SelectionOut,
  SelectionRulesOut,
  ServicesPlanningTargetsSchemasTargetOut as TargetOut,
  UsageOut,
} from "@/api/generated";
import { m } from "@/paraglide/messages";
import { getLocale } from "@/paraglide/runtime";

export type { ChoiceOut, CycleDetail, CycleOut, PreviewOut, ResourceOut, SelectionOut, TargetOut, UsageOut };
export type CycleState = CycleOut["state"];
export type Objective = SelectionOut["objective"];

/** What the sliders and switches of the left pane hold: the part of a selection that is solved for. */
export type Draft = { objective: Objective; limit_scale: Record<string, number>; rules: SelectionRulesOut };

export const draftOf = ({ objective, limit_scale, rules }: SelectionOut): Draft => ({ objective, limit_scale, rules });

export const cycleStates: readonly CycleState[] = [
  "open",
  "scoring",
  "selecting",
  "issued",
  "executing",
  "evaluating",
  "closed",
];

export const cycleStateWord: Record<CycleState, () => string> = {
  open: m.selection_cycle_open,
  scoring: m.selection_cycle_scoring,
  selecting: m.selection_cycle_selecting,
  issued: m.selection_cycle_issued,
  executing: m.selection_cycle_executing,
  evaluating: m.selection_cycle_evaluating,
  closed: m.selection_cycle_closed,
};

export const objectives: readonly Objective[] = ["profit", "revenue", "attractiveness", "blend"];
export const objectiveWord: Record<Objective, () => string> = {
  profit: m.selection_objective_profit,
  revenue: m.selection_objective_revenue,
  attractiveness: m.selection_objective_attractiveness,
  blend: m.selection_objective_blend,
};
export const objectiveHint: Record<Objective, () => string> = {
  profit: m.selection_objective_profit_hint,
  revenue: m.selection_objective_revenue_hint,
  attractiveness: m.selection_objective_attractiveness_hint,
  blend: m.selection_objective_blend_hint,
};

export const stateWord: Record<SelectionOut["state"], () => string> = {
  draft: m.selection_state_draft,
  solved: m.selection_state_solved,
  decided: m.selection_state_decided,
};
export const stateTone = { draft: "neutral", solved: "info", decided: "good" } as const;

export const statusWord: Record<NonNullable<SelectionOut["status"]>, () => string> = {
  optimal: m.selection_status_optimal,
  feasible: m.selection_status_feasible,
  deadline: m.selection_status_deadline,
  infeasible: m.selection_status_infeasible,
};

export const horizonWord: Record<"short" | "mid" | "long", () => string> = {
  short: m.selection_horizon_short,
  mid: m.selection_horizon_mid,
  long: m.selection_horizon_long,
};

export const resourceName = (one: { name_zh: string; name_en: string }) =>
  getLocale() === "zh" ? one.name_zh : one.name_en;
