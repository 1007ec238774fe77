import { m } from "@/paraglide/messages";
import { roles, roleWord, type SandboxOpportunity } from "./model";

/** What the colours of the bubbles mean. Seven at most, so that each can be told from the others. */
export type ColourBy = "role" | "line";
export type Hue = 1 | 2 | 3 | 4 | 5 | 6 | 7;
export type Colouring = { of: (row: SandboxOpportunity) => Hue; legend: { hue: Hue; word: string }[] };

const rest: Hue = 7;

export function colouring(
  by: ColourBy,
  rows: readonly SandboxOpportunity[],
  lineNames: ReadonlyMap<string, string>,
): Colouring {
  return by === "role" ? byRole(rows) : byLine(rows, lineNames);
}

function byRole(rows: readonly SandboxOpportunity[]): Colouring {
  const of = (row: SandboxOpportunity) => (row.source_role ? ((roles.indexOf(row.source_role) + 1) as Hue) : rest);
  const shown = new Set(rows.map(of));
  const words: { hue: Hue; word: string }[] = [
    ...roles.map((role, index) => ({ hue: (index + 1) as Hue, word: roleWord[role]() })),
    { hue: rest, word: m.sandbox_role_unknown() },
  ];
  return { of, legend: words.filter(({ hue }) => shown.has(hue)) };
}

/** The six lines with most expected revenue have a colour of their own. */
function byLine(rows: readonly SandboxOpportunity[], names: ReadonlyMap<string, string>): Colouring {
  const sums = new Map<string, number>();
  for (const row of rows) {
    const id = row.product_line_id;
    if (id) sums.set(id, (sums.get(id) ?? 0) + (row.expected_revenue ?? 0));
  }
  const top = [...sums].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, 6);
  const hues = new Map(top.map(([id], index) => [id, (index + 1) as Hue]));
  const of = (row: SandboxOpportunity) => hues.get(row.product_line_id ?? "") ?? rest;
  const legend = top.map(([id]) => ({ hue: hues.get(id) as Hue, word: names.get(id) ?? m.sandbox_line_unnamed() }));
  const others = rows.some((row) => of(row) === rest);
  return { of, legend: others ? [...legend, { hue: rest, word: m.sandbox_line_other() }] : legend };
}
