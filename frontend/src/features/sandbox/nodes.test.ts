import { expect, it } from "vitest";
import type { SandboxOpportunity, SandboxRisk } from "./model";
import { neighbour, nodesOf } from "./nodes";
import { boardScene } from "./scene";

const row = (id: string, more: Partial<SandboxOpportunity>): SandboxOpportunity => ({
  id,
  title: id,
  customer_id: "c",
  customer_name: "长江能源",
  product_line_id: null,
  source_role: "sales",
  team_id: null,
  owner_id: null,
  state: "found",
  cycle_id: null,
  horizon: "short",
  horizon_given: null,
  award_on: null,
  market_space: null,
  expected_revenue: 100,
  our_share: null,
  win_probability: null,
  value: null,
  attractiveness: 50,
  known_share: 1,
  position: 50,
  position_known_share: 1,
  quadrant: null,
  version: 1,
  ...more,
});
const risk = {
  id: "r",
  title: "账期",
  customer_id: "c",
  customer_name: "",
  kind: "credit",
  horizon: "mid",
} as SandboxRisk;
const rows = [
  row("high", { attractiveness: 90, position: 40 }),
  row("low", { attractiveness: 10, position: 40 }),
  row("right", { attractiveness: 50, position: 95 }),
  row("far", { horizon: "long", attractiveness: 50 }),
];

it("has a column for those without a horizon only when there are any", () => {
  expect(boardScene(rows, [], 1200, 700).panes.map((pane) => pane.id)).toEqual(["short", "mid", "long"]);
  const lost = boardScene([...rows, row("lost", { horizon: null })], [], 1200, 700);
  expect(lost.panes.map((pane) => [pane.id, pane.count])).toEqual([
    ["short", 3],
    ["mid", 0],
    ["long", 1],
    ["none", 1],
  ]);
});

it("walks with arrows to what lies in their direction", () => {
  const nodes = nodesOf(boardScene(rows, [risk], 1200, 700));
  const at = (key: string) => nodes.find((node) => node.key === key) as (typeof nodes)[number];
  expect(nodes.map((node) => node.key).sort()).toEqual(["far", "high", "low", "r", "right"]);
  expect(neighbour(nodes, at("high"), "ArrowDown")?.key).toBe("low");
  expect(neighbour(nodes, at("low"), "ArrowUp")?.key).toBe("high");
  expect(neighbour(nodes, at("right"), "ArrowRight")?.key).toBe("far");
  expect(neighbour(nodes, at("far"), "ArrowRight")).toBeUndefined();
});
