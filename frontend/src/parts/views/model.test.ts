import { expect, it } from "vitest";
import { isPlain, queryOf, sameGrid, sameQuery } from "./model";

it("a view keeps filters and sort, not what lies open over the list", () => {
  const search = { q: "电网", class: "S", sort: undefined, create: true, view: "1", empty: "" };
  expect(queryOf(search, ["create", "view"])).toEqual({ q: "电网", class: "S" });
  expect(isPlain(queryOf({ create: true, view: "1" }, ["create", "view"]))).toBe(true);
});

it("the order in an address makes no other view", () => {
  expect(sameQuery({ q: "a", class: "S" }, { class: "S", q: "a" })).toBe(true);
  expect(sameQuery({ state: ["a", "b"] }, { state: ["a"] })).toBe(false);
});

it("columns differ by order, by what is hidden, and by width", () => {
  const plain = { order: [], hidden: [], widths: {} };
  expect(sameGrid({ ...plain, hidden: ["a", "b"] }, { ...plain, hidden: ["b", "a"] })).toBe(true);
  expect(sameGrid(plain, { ...plain, order: ["a"] })).toBe(false);
  expect(sameGrid({ ...plain, widths: { a: 100 } }, { ...plain, widths: { a: 120 } })).toBe(false);
});
