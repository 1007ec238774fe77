import { expect, it } from "vitest";
import type { PersonOut } from "../model";
import { changesOf, valuesOf } from "./personValues";

const person: PersonOut = {
  id: "p",
  contact_id: "c",
  name: "林海",
  title: "总经理",
  role: "decider",
  chain: "integrated",
  influence: 5,
  support: 1,
  competitor_support: { v: 2 },
  openness: null,
  contact_depth: "several",
  owner_id: "u",
  owner_name: "何雅婷",
  status: "confirmed",
  confirmed_on: "2026-11-01",
  evidence: "会晤纪要",
  reports_to_id: null,
  dotted_to_id: null,
  x: null,
  y: null,
  version: 3,
  updated_at: "2026-11-01T00:00:00Z",
};

it("sends nothing when nothing was changed", () => {
  expect(changesOf(person, valuesOf(person))).toEqual({});
});

it("sends only what differs, so that untouched evidence does not count as new", () => {
  const values = { ...valuesOf(person), support: "-1", competitor_support: [] };
  expect(changesOf(person, values)).toEqual({ support: -1, competitor_support: {} });
});

it("empties a value", () => {
  expect(changesOf(person, { ...valuesOf(person), influence: "", owner_id: null, title: " " })).toEqual({
    influence: null,
    owner_id: null,
    title: null,
  });
});
