import type { OpportunityOut } from "@/api/generated";
import type { ChoiceOut, Draft, PreviewOut } from "./model";
import type { Overrides } from "./useOverrides";

/** One proposal as the middle pane shows it. */
export type Row = {
  id: string;
  title: string;
  customer: string | null;
  team: string | null;
  horizon: ChoiceOut["horizon"];
  value: number | null;
  /** As stored, or as the rules on screen would have it. */
  chosen: boolean;
  /** What the rules on screen change against the stored result. */
  change: "enters" | "leaves" | null;
  lock: "in" | "out" | null;
  override: { chosen: boolean; reason: string } | null;
  choice: ChoiceOut | null;
};

export type Show = "all" | "chosen" | "given_up" | "changed" | "unknown";

export function rowsOf(
  choices: readonly ChoiceOut[],
  proposals: readonly OpportunityOut[],
  preview: PreviewOut | undefined,
  draft: Draft,
  overrides: Overrides,
): Row[] {
  const now = preview && preview.status !== "infeasible" ? new Set(preview.chosen) : null;
  const [inside, outside] = [new Set(draft.rules.locked_in), new Set(draft.rules.locked_out)];
  const row = (id: string, saved: boolean | null) => {
    const chosen = now ? now.has(id) : (saved ?? false);
    const change = saved === null || chosen === saved ? null : chosen ? ("enters" as const) : ("leaves" as const);
    const lock = inside.has(id) ? ("in" as const) : outside.has(id) ? ("out" as const) : null;
    return { id, chosen, change, lock, override: overrides[id] ?? null };
  };
  if (choices.length > 0)
    return choices.map((choice) => ({
      ...row(choice.opportunity_id, choice.chosen),
      title: choice.title,
      customer: choice.customer_name,
      team: choice.team_name,
      horizon: choice.horizon,
      value: choice.value,
      choice,
    }));
  return proposals.map((one) => ({
    ...row(one.id, null),
    title: one.title,
    customer: one.customer_name,
    team: one.team_name,
    horizon: one.horizon,
    value: one.value,
    choice: null,
  }));
}

const kinds: Record<Show, (row: Row) => boolean> = {
  all: () => true,
  chosen: (row) => row.chosen,
  given_up: (row) => !row.chosen,
  changed: (row) => row.change !== null || row.override !== null,
  unknown: (row) => row.value === null,
};

export function filtered(rows: readonly Row[], show: Show, q: string | undefined): Row[] {
  const text = q?.trim().toLocaleLowerCase();
  return rows.filter(
    (row) =>
      kinds[show](row) &&
      (!text || `${row.title} ${row.customer ?? ""} ${row.team ?? ""}`.toLocaleLowerCase().includes(text)),
  );
}

export const countsOf = (rows: readonly Row[]): Record<Show, number> => ({
  all: rows.length,
  chosen: rows.filter(kinds.chosen).length,
  given_up: rows.filter(kinds.given_up).length,
  changed: rows.filter(kinds.changed).length,
  unknown: rows.filter(kinds.unknown).length,
});
