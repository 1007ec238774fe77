import type { AccountPlanItem, AccountPlanOut, BudgetLineOut, GoalOut, GrantUse, ObjectiveOut } from "@/api/generated";
import { asProblem, type Problem } from "@/api/problem";
import type { Tone } from "@/components/tone";
import { m } from "@/paraglide/messages";

export type { AccountPlanItem, AccountPlanOut, BudgetLineOut, GoalOut, GrantUse, ObjectiveOut };
export type State = AccountPlanItem["state"];

export const stateWord: Record<State, () => string> = {
  draft: m.plans_state_draft,
  submitted: m.plans_state_submitted,
  approved: m.plans_state_approved,
  in_force: m.plans_state_in_force,
  closed: m.plans_state_closed,
};
export const states = Object.keys(stateWord) as State[];

export const stateTone: Record<State, Tone> = {
  draft: "neutral",
  submitted: "warn",
  approved: "info",
  in_force: "good",
  closed: "neutral",
};

/** What a 409 of this area names as missing: a code, and for budgets the amount. */
type Missing = { code: string; amount?: number; granted?: number; planned?: number };
export function missingOf(error: unknown): { problem: Problem; missing: Missing[] } {
  const problem = asProblem(error);
  const { missing } = problem as Problem & { missing?: Missing[] };
  return { problem, missing: Array.isArray(missing) ? missing : [] };
}
