import { expect, it } from "vitest";
import { arrange, bounds, boxAt, card, rounded, sidePoints } from "./layout";
import { walk } from "./walk";

const person = (id: string, reports_to_id: string | null = null, at?: { x: number; y: number }) => ({
  id,
  reports_to_id,
  dotted_to_id: null,
  x: at?.x ?? null,
  y: at?.y ?? null,
});
const team = [person("chief"), person("a", "chief"), person("b", "chief"), person("c", "a"), person("alone")];

it("draws superiors above their reports and loses nobody", () => {
  const places = arrange(team);
  expect(places.size).toBe(5);
  const y = (id: string) => places.get(id)?.y ?? Number.NaN;
  expect(y("chief")).toBeLessThan(y("a"));
  expect(y("a")).toBe(y("b"));
  expect(y("c")).toBeGreaterThan(y("a"));
  expect(y("alone")).toBeGreaterThan(y("c"));
});

it("keeps saved places, and puts nobody onto them", () => {
  const free = arrange([person("chief"), person("a", "chief")]);
  const taken = free.get("a") ?? { x: 0, y: 0 };
  const places = arrange([person("chief"), person("a", "chief"), person("guest", null, taken)]);
  expect(places.get("guest")).toEqual(taken);
  expect(Math.abs((places.get("a")?.x ?? 0) - taken.x)).toBeGreaterThanOrEqual(card.width);
});

it("survives a circle of reporting lines", () => {
  expect(arrange([person("a", "b"), person("b", "a")]).size).toBe(2);
});

it("measures what is drawn", () => {
  expect(
    bounds([
      { x: -10, y: 0 },
      { x: 300, y: 200 },
    ]),
  ).toEqual({ x: -10, y: 0, width: 310 + card.width, height: 200 + card.height });
});

it("leaves and reaches cards at their sides, the two kinds apart", () => {
  const [left, right] = [boxAt({ x: 0, y: 0 }), boxAt({ x: 900, y: 0 })];
  const influence = sidePoints("influence", left, right);
  expect(influence[0]?.x).toBe(card.width);
  expect(influence.at(-1)?.x).toBe(900);
  // between two cards of one row it runs below them
  expect(Math.max(...influence.map((one) => one.y))).toBeGreaterThan(card.height);
  expect(sidePoints("conflict", left, right)[0]?.y).not.toBe(influence[0]?.y);
  expect(rounded(influence)).toMatch(/^M272 /);
});

it("walks up to the superior, down to the first report, sideways among equals", () => {
  const places = arrange(team);
  const from = (id: string, step: Parameters<typeof walk>[3]) => walk(team, places, id, step);
  const [first, second] = ["a", "b"].sort((x, y) => (places.get(x)?.x ?? 0) - (places.get(y)?.x ?? 0)) as [
    string,
    string,
  ];
  expect(from("chief", "ArrowDown")).toBe(first);
  expect(from(first, "ArrowRight")).toBe(second);
  expect(from(second, "ArrowUp")).toBe("chief");
  expect(from(second, "ArrowRight")).toBeNull();
  expect([from("chief", "ArrowLeft"), from("chief", "ArrowRight")]).toContain("alone");
});
