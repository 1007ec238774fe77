import { expect, it } from "vitest";
import { createBody, nextValue, valuesOf } from "./values";

const choice = (value: string) => ({ value, label_zh: "甲 ", label_en: "A", archived: false });

it("a new choice gets a value that none has, also after others went", () => {
  expect(nextValue([])).toBe("o1");
  expect(nextValue([choice("o1"), choice("o3")])).toBe("o4");
  expect(nextValue([choice("o2")])).toBe("o3");
});

it("money sends its currency and a link its target, nothing else does", () => {
  const values = { ...valuesOf(undefined), key: "budget", currency: " eur ", target: "contact" as const };
  expect(createBody("project", { ...values, type: "money" })).toMatchObject({ currency: "EUR", target: null });
  expect(createBody("project", { ...values, type: "link" })).toMatchObject({ currency: null, target: "contact" });
});

it("only a choice sends choices, and contacts have no commercial fields", () => {
  const values = { ...valuesOf(undefined), key: "erp", choices: [choice("o1")], class: "commercial" as const };
  expect(createBody("contact", values)).toMatchObject({ choices: [], class: "internal" });
  expect(createBody("customer", { ...values, type: "choice" })).toMatchObject({
    class: "commercial",
    choices: [{ label_zh: "甲" }],
  });
});
