import type { Row } from "./rows";

/** What a decision comes to, with the overrides in it. Pure. */
export type TeamSum = { team: string | null; count: number; value: number; grants: Map<string, number> };
export type Summary = { chosen: number; givenUp: number; value: number; overridden: Row[]; teams: TeamSum[] };

export function summaryOf(rows: readonly Row[]): Summary {
  const taken = (row: Row) => row.override?.chosen ?? row.chosen;
  const chosen = rows.filter(taken);
  const teams = new Map<string | null, TeamSum>();
  for (const row of chosen) {
    const sum = teams.get(row.team) ?? { team: row.team, count: 0, value: 0, grants: new Map() };
    sum.count++;
    sum.value += row.value ?? 0;
    for (const need of row.choice?.needs ?? [])
      sum.grants.set(need.resource_id, (sum.grants.get(need.resource_id) ?? 0) + need.amount);
    teams.set(row.team, sum);
  }
  return {
    chosen: chosen.length,
    givenUp: rows.length - chosen.length,
    value: chosen.reduce((sum, row) => sum + (row.value ?? 0), 0),
    overridden: rows.filter((row) => row.override && row.override.chosen !== row.chosen),
    teams: [...teams.values()].sort((a, b) => b.value - a.value),
  };
}
