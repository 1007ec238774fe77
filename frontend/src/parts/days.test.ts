import { expect, it } from "vitest";
import { addDays, mondayOf } from "./days";

it("counts days across months and years", () => {
  expect(addDays("2026-12-30", 3)).toBe("2027-01-02");
  expect(addDays("2027-03-01", -1)).toBe("2027-02-28");
});

it("begins the week on Monday", () => {
  expect(mondayOf("2026-11-21")).toBe("2026-11-16");
  expect(mondayOf("2026-11-22")).toBe("2026-11-16");
  expect(mondayOf("2026-11-23")).toBe("2026-11-23");
});
