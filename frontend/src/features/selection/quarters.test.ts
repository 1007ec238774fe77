import { expect, it } from "vitest";
import { quartersBetween } from "./quarters";

it("names every quarter that a cycle touches", () => {
  expect(quartersBetween("2027-01-01", "2027-12-31")).toEqual(["2027-01-01", "2027-04-01", "2027-07-01", "2027-10-01"]);
  expect(quartersBetween("2026-11-15", "2027-01-01")).toEqual(["2026-10-01", "2027-01-01"]);
});
