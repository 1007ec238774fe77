import { afterEach, expect, it } from "vitest";
import type { ChoiceOut } from "@/api/generated";
import { overwriteGetLocale } from "@/paraglide/runtime";
import { joined, type Names, reasonText, ruleText, takesTexts } from "./sentences";

const names: Names = {
  currency: "CNY",
  resource: () => ({ name: "市场预算", unit: "万元" }),
  group: (_by, key) => ({ c1: "长江能源" })[key] ?? key,
};
const limit = (period: string) => ({ resource_id: "r1", period });
const ref = (title: string) => ({ id: title, title });
const reason = (code: ChoiceOut["reasons"][number]["code"], more: Partial<ChoiceOut["reasons"][number]> = {}) => ({
  code,
  opportunities: [],
  limits: [],
  groups: [],
  ...more,
});
const takes = (more: Partial<ChoiceOut["takes"]>): ChoiceOut["takes"] => ({
  regret: null,
  regret_is_bound: false,
  regret_at_most: null,
  fields: [],
  needs_more: [],
  leaves: [],
  enters: [],
  blocked_by: null,
  ...more,
});
const givenUp = (more: Partial<ChoiceOut["takes"]>) => ({ opportunity_id: "x", chosen: false, takes: takes(more) });

const speak = (language: "zh" | "en") => overwriteGetLocale(() => language);
afterEach(() => speak("zh"));

it("names a resource once for all its quarters", () => {
  const scarce = reason("limit", { limits: [limit("2027-01-01"), limit("2027-04-01")] });
  speak("zh");
  expect(reasonText(scarce, names)).toBe("受限于市场预算（2027 Q1、2027 Q2）");
  speak("en");
  expect(reasonText(scarce, names)).toBe("Not enough of 市场预算 (2027 Q1, 2027 Q2)");
});

it("names who a group rule is about", () => {
  const held = reason("group_limit", {
    groups: [
      { by: "customer", key: "c1" },
      { by: "mid_long", key: null },
    ],
  });
  expect(reasonText(held, names)).toBe("受限于规则：客户“长江能源”、中长期占比");
});

it("says all three ways in: value, limits, exchange", () => {
  const choice = givenUp({
    regret: 1_200_000,
    needs_more: [{ ...limit("2027-01-01"), amount: 50.25 }],
    leaves: [ref("甲"), ref("乙"), ref("丙"), ref("丁"), ref("戊")],
  });
  speak("zh");
  expect(takesTexts(choice, names)).toEqual([
    "价值再提高 ¥120万 即可入选。",
    "或另需市场预算（2027 Q1 50.3 万元）。",
    "或换下“甲”、“乙”、“丙”及另外 2 个机会点。",
  ]);
  speak("en");
  const english = joined(takesTexts(choice, names));
  expect(english).toContain("It would enter if its value rose by ¥1.2M. ");
  expect(english).toContain("in exchange for “甲”, “乙”, “丙” and 2 more.");
});

it("tells a bound from an exact cost", () => {
  const chosen = (more: Partial<ChoiceOut["takes"]>) =>
    takesTexts({ opportunity_id: "x", chosen: true, takes: takes(more) }, names)[0];
  expect(chosen({ regret: 10_000 })).toBe("若放弃，总价值减少 ¥1万。");
  expect(chosen({ regret: 10_000, regret_is_bound: true })).toBe("若放弃，总价值减少 至少 ¥1万。");
  expect(chosen({ regret: 10_000, regret_is_bound: true, regret_at_most: 30_000 })).toContain("¥1万 至 ¥3万");
  expect(chosen({ regret: 0, regret_is_bound: true, regret_at_most: 30_000 })).toContain("至多 ¥3万");
});

it("asks for what is missing before it speaks of value", () => {
  expect(takesTexts(givenUp({ fields: ["win_probability", "margin_percent"] }), names)).toEqual([
    "补齐赢率、毛利率后才能参与选择。",
  ]);
});

it("does not repeat a lock as what stands in the way", () => {
  const rule = (id: string) => ({ code: "locked_out" as const, limit: null, group: null, opportunities: [ref(id)] });
  expect(takesTexts(givenUp({ blocked_by: rule("x") }), names)).toEqual([]);
  expect(takesTexts(givenUp({ blocked_by: rule("y") }), names)).toEqual(["不能改变：锁定排除：“y”。"]);
});

it("names every rule of a conflict", () => {
  const rule = {
    code: "group_at_least" as const,
    limit: null,
    group: { by: "class" as const, key: "S" },
    opportunities: [],
  };
  expect(ruleText(rule, names)).toBe("下限：客户等级“S”");
});

it("has words for every code in both languages", () => {
  const codes = [
    "worth_it", "mandatory", "locked_in", "committed", "needed_by", "below_value", "limit", "excluded_by",
    "needs_missing", "forbidden", "group_limit", "value_unknown", "attractiveness_unknown", "needs_outside",
    "excluded_outside", "by_hand",
  ] as const; // biome-ignore format: a list
  for (const language of ["zh", "en"] as const) {
    speak(language);
    for (const code of codes) expect(reasonText(reason(code), names)).not.toBe(code);
  }
});
