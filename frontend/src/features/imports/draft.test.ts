import { expect, it } from "vitest";
import type { ImportRunOut } from "@/api/generated";
import { bodyOf, isSame, missingOf, samplesOf } from "./draft";

const draft = { mapping: {}, only: [], source: "ERP" };

it("sends what is finished and leaves out what says nothing", () => {
  const body = bodyOf({
    mapping: {
      name: { column: "Account", default: " ", values: { " technolgy ": "technology ", "": "x" } },
      code: { constant: "" },
      amount: { column: "Sum", factor: "1000.000" },
    },
    only: [
      { column: "", equals: "typing" },
      { column: "State", equals: " Won " },
    ],
    source: " ERP ",
  });
  expect(body).toEqual({
    mapping: {
      amount: { column: "Sum", factor: "1000" },
      name: { column: "Account", values: { technolgy: "technology" } },
    },
    only: [{ column: "State", equals: "Won" }],
    source: "ERP",
  });
});

it("finds two drafts the same whatever the order in which they were written", () => {
  const a = { ...draft, mapping: { b: { column: "B" }, a: { column: "A", values: { y: "1", x: "2" } } } };
  const b = { ...draft, mapping: { a: { values: { x: "2", y: "1" }, column: "A" }, b: { column: "B", default: "" } } };
  expect(isSame(a, b)).toBe(true);
  expect(isSame(a, { ...b, source: "CRM" })).toBe(false);
});

it("names the required fields that nothing fills", () => {
  const field = { zh: "", en: "", type: "line", choices: [], unknown: null };
  const fields = [
    { ...field, name: "name", required: true },
    { ...field, name: "kind", required: true },
    { ...field, name: "note", required: false },
  ];
  const missing = missingOf(fields, { ...draft, mapping: { kind: { default: "order" } } });
  expect(missing.map((one) => one.name)).toEqual(["name"]);
});

it("shows different cells as the mapping turns them", () => {
  const run = {
    columns: ["a", "b"],
    samples: [
      ["1", "x"],
      ["2", " x "],
      ["3", ""],
      ["4", "y"],
    ],
  } as unknown as ImportRunOut;
  expect(samplesOf(run, { column: "b", values: { y: "" } })).toEqual([
    { cell: "x", meant: "x" },
    { cell: "y", meant: "" },
  ]);
  expect(samplesOf(run, { constant: "x" })).toEqual([]);
});
