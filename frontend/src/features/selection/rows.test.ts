import { expect, it } from "vitest";
import type { ChoiceOut, Draft, PreviewOut } from "./model";
import { countsOf, filtered, rowsOf } from "./rows";
import { summaryOf } from "./summary";

const choice = (id: string, chosen: boolean, team = "华东", value: number | null = 100): ChoiceOut => ({
  opportunity_id: id,
  title: `机会 ${id}`,
  customer_id: "c",
  customer_name: "长江能源",
  team_id: team,
  team_name: team,
  product_line_id: null,
  horizon: "mid",
  state: "proposed",
  rank: 1,
  chosen,
  value,
  attractiveness: null,
  reasons: [],
  takes: {
    regret: null,
    regret_is_bound: false,
    regret_at_most: null,
    fields: [],
    needs_more: [],
    leaves: [],
    enters: [],
    blocked_by: null,
  },
  needs: [{ resource_id: "r1", period: "2027-01-01", amount: 5 }],
  override_reason: null,
});
const draft = {
  objective: "profit",
  limit_scale: {},
  rules: {
    locked_in: ["a"],
    locked_out: ["d"],
    min_share_mid_long: null,
    min_strategic: null,
    max_per_customer: null,
    groups: [],
  },
} satisfies Draft;
const choices = [choice("a", true), choice("b", true, "华南"), choice("c", false), choice("d", false, "华东", null)];
const preview = { status: "optimal", chosen: ["a", "c"] } as unknown as PreviewOut;

it("marks what the rules on screen change against the stored result", () => {
  const rows = rowsOf(choices, [], preview, draft, {});
  expect(rows.map((row) => [row.id, row.chosen, row.change, row.lock])).toEqual([
    ["a", true, null, "in"],
    ["b", false, "leaves", null],
    ["c", true, "enters", null],
    ["d", false, null, "out"],
  ]);
  expect(countsOf(rows)).toEqual({ all: 4, chosen: 2, given_up: 2, changed: 2, unknown: 1 });
  expect(filtered(rows, "changed", undefined).map((row) => row.id)).toEqual(["b", "c"]);
  expect(filtered(rows, "all", "华南").map((row) => row.id)).toEqual(["b"]);
});

it("changes nothing where no choice is possible", () => {
  const rows = rowsOf(choices, [], { ...preview, status: "infeasible" }, draft, {});
  expect(rows.every((row) => row.change === null)).toBe(true);
});

it("sums what each team is granted, overrides included", () => {
  const overrides = { c: { chosen: true, reason: "战略客户" }, b: { chosen: false, reason: "信用" } };
  const summary = summaryOf(rowsOf(choices, [], undefined, draft, overrides));
  expect([summary.chosen, summary.givenUp, summary.value]).toEqual([2, 2, 200]);
  expect(summary.overridden.map((row) => row.id)).toEqual(["b", "c"]);
  expect(summary.teams.map(({ team, count, grants }) => [team, count, grants.get("r1")])).toEqual([["华东", 2, 10]]);
});
