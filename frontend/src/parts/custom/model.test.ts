import { expect, it } from "vitest";
import type { CustomFieldOut } from "@/api/generated";
import { byColumn, choicesOf, sectionsOf } from "./model";

const field = (key: string, more: Partial<CustomFieldOut> = {}): CustomFieldOut => ({
  id: key,
  entity: "customer",
  key,
  type: "text",
  class: "internal",
  label_zh: key,
  label_en: key,
  section: "",
  required: false,
  choices: [],
  target: null,
  currency: null,
  position: 1,
  archived: false,
  version: 1,
  created_at: "",
  updated_at: "",
  ...more,
});

it("values go to the column of their class, empty text empties", () => {
  const fields = [field("a"), field("b", { class: "commercial" }), field("c")];
  expect(byColumn(fields, { a: "", b: 7 })).toEqual({ custom: { a: null }, custom_commercial: { b: 7 } });
  expect(byColumn(fields, {})).toEqual({});
});

it("fields stand under their sections, those without one first", () => {
  const fields = [field("a", { section: "IT" }), field("b"), field("c", { section: "IT" })];
  expect(sectionsOf(fields).map(([name, inside]) => [name, inside.map((one) => one.key)])).toEqual([
    ["", ["b"]],
    ["IT", ["a", "c"]],
  ]);
});

it("an archived choice is offered no more, but stays where it was chosen", () => {
  const choice = (value: string, archived: boolean) => ({ value, label_zh: value, label_en: value, archived });
  const one = field("a", { type: "choice", choices: [choice("x", true), choice("y", false)] });
  expect(choicesOf(one, null).map((option) => option.value)).toEqual(["y"]);
  expect(choicesOf(one, ["x"]).map((option) => option.value)).toEqual(["x", "y"]);
  expect(choicesOf(one, "x").map((option) => [option.value, option.disabled])).toEqual([
    ["x", true],
    ["y", false],
  ]);
});
