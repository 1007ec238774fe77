import type { FactRow, LoopFigure, StageOut, WeakestOut } from "@/api/generated";
import { formatMoney, formatNumber } from "@/lib/format";
import { m } from "@/paraglide/messages";

export const stageWords: Record<StageOut["stage"], () => string> = {
  understand: m.common_stage_understand,
  plan: m.common_stage_plan,
  execute: m.common_stage_execute,
  evaluate: m.common_stage_evaluate,
};

export const figureWords: Record<LoopFigure["key"], () => string> = {
  customers_followed_up: m.loop_customers_followed_up,
  insights_published: m.loop_insights_published,
  insights_with_result: m.loop_insights_with_result,
  insights_without_result: m.loop_insights_without_result,
  opportunities_found: m.loop_opportunities_found,
  proposals_waiting: m.loop_proposals_waiting,
  proposals_decided: m.loop_proposals_decided,
  customers_with_plan: m.loop_customers_with_plan,
  projects_open: m.loop_projects_open,
  projects_unblocked: m.loop_projects_unblocked,
  gates_blocked: m.loop_gates_blocked,
  gates_passed_first: m.loop_gates_passed_first,
  activities_on_time: m.loop_activities_on_time,
  order_intake: m.loop_order_intake,
  win_rate: m.loop_win_rate,
  goals_met: m.loop_goals_met,
  goals_behind: m.loop_goals_behind,
  activities_rated: m.loop_activities_rated,
  activities_unrated: m.loop_activities_unrated,
};

export const nextStepWords: Record<WeakestOut["next_step"], () => string> = {
  visit_customers: m.loop_step_visit_customers,
  draw_results_from_insights: m.loop_step_draw_results,
  decide_proposals: m.loop_step_decide_proposals,
  write_account_plans: m.loop_step_write_plans,
  mend_gates: m.loop_step_mend_gates,
  prepare_gates: m.loop_step_prepare_gates,
  report_activities: m.loop_step_report_activities,
  work_on_goals: m.loop_step_work_on_goals,
  rate_activities: m.loop_step_rate_activities,
  learn_from_losses: m.loop_step_learn_from_losses,
};

/** A figure in its unit; a dash where nothing is known. */
export function figureText(figure: Pick<LoopFigure, "unit" | "value" | "currency">): string {
  if (figure.value === null) return "—";
  if (figure.unit === "money") return formatMoney(figure.value, figure.currency ?? "CNY", true);
  if (figure.unit === "share") return formatNumber(figure.value, { style: "percent", maximumFractionDigits: 0 });
  return formatNumber(figure.value);
}

/** How far it moved since the quarter before: shares in points, the rest in percent. */
export function movement(figure: LoopFigure): string | null {
  if (figure.value === null || figure.previous === null) return null;
  if (figure.unit === "share") {
    const points = Math.round((figure.value - figure.previous) * 100);
    return m.loop_points({ points: formatNumber(points, { signDisplay: "exceptZero" }) });
  }
  if (figure.change === null) return null;
  return formatNumber(figure.change, { style: "percent", maximumFractionDigits: 0, signDisplay: "exceptZero" });
}

/** The screen on which a row behind a figure is worked on. */
export function addressOf(row: FactRow): string | null {
  switch (row.kind) {
    case "customer":
      return `/customers/${row.id}`;
    case "opportunity":
      return `/sandbox?view=table&opportunity=${row.id}`;
    case "project":
      return `/projects/${row.id}`;
    case "account_plan":
      return `/plans/${row.id}`;
    default:
      return row.customer_id ? `/customers/${row.customer_id}` : null;
  }
}
