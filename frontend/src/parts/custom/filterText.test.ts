import { expect, it } from "vitest";
import { type Test, testsOf, textOf } from "./filterText";

const tests: Test[] = [
  { name: "custom.core", operator: "~", value: 'SAP "S/4" and more\\' },
  { name: "custom_commercial.budget", operator: ">=", value: "1200.5" },
  { name: "custom.since", operator: "is not null" },
];

it("what is spelt is read again, quotes, backslashes and an and inside a text included", () => {
  expect(testsOf(textOf(tests) ?? "")).toEqual(tests);
  expect(textOf([])).toBeUndefined();
});

it("a line of somebody's own is left as it is", () => {
  expect(testsOf("custom.core = a")).toEqual([{ name: "custom.core", operator: "=", value: "a" }]);
  expect(testsOf("class in (S, A) or custom.core = a")).toBeNull();
  expect(testsOf("not custom.core = a")).toBeNull();
});
