import { expect, it } from "vitest";
import { checkWord, mapLacks, mendAddress, missingWord } from "./checks";
import type { GateCheckOut } from "./model";

const project = { id: "p", customer_id: "c", opportunity_id: "o" };
const check = (part: Partial<GateCheckOut>): GateCheckOut => ({
  code: "budget_source",
  passed: false,
  waivable: true,
  link: "budget",
  facts: {},
  ...part,
});

it("says what is missing, and where it is mended", () => {
  const budget = check({});
  expect(checkWord(budget.code)).toBe("预算来源清楚");
  expect(missingWord(budget)).toBe("写明钱从哪里来");
  expect(mendAddress(budget, project)).toBe("/projects/p?section=budget");
});

it("leads to the power map of the project, and names each kind of lack once", () => {
  const lack = { code: "not_confirmed" };
  const map = check({
    code: "power_map_good_enough",
    link: "power_map",
    facts: { exists: true, missing: [lack, lack, { code: "coverage_too_low" }] },
  });
  expect(missingWord(map)).toBe("权力地图还缺 3 项");
  expect(mapLacks(map)).toEqual(["判断未经确认", "覆盖率不足"]);
  expect(mendAddress(map, project)).toBe("/powermap?customer=c&project=p");
  expect(missingWord(check({ ...map, facts: { exists: false, missing: [] } }))).toBe("还没有权力地图");
});

it("names the manager among the basics, the team on its tab", () => {
  expect(mendAddress(check({ code: "manager", link: "team" }), project)).toBe("/projects/p?section=basics");
  expect(mendAddress(check({ code: "team", link: "team" }), project)).toBe("/projects/p?tab=team");
  expect(mendAddress(check({ code: "reason", link: "stage" }), project)).toBeNull();
});
