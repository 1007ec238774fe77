import { expect, it } from "vitest";
import { runningCycle } from "./cycles";

const cycle = (name: string, state: "open" | "executing" | "closed", year: number) => ({
  name,
  state,
  starts_on: `${year}-01-01`,
  ends_on: `${year}-12-31`,
});
const next = cycle("next", "open", 2027);
const now = cycle("now", "executing", 2026);
const old = cycle("old", "executing", 2018);

it("works in the cycle of this day, not in the one that is being prepared or was forgotten", () => {
  expect(runningCycle([next, now, old], "2026-11-22")).toBe(now);
  expect(runningCycle([next, { ...now, state: "closed" }, old], "2026-11-22")).toBe(next);
  expect(runningCycle([cycle("past", "closed", 2025)], "2026-11-22")?.name).toBe("past");
  expect(runningCycle([], "2026-11-22")).toBeUndefined();
});
