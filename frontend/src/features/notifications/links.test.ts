import { expect, it } from "vitest";
import { pageOf } from "./links";

const about = { entity_id: "1", customer_id: "2" };

it("a mention leads into the discussion, everything else to the record", () => {
  expect(pageOf({ kind: "mentioned", entity: "customer", ...about })).toBe("/customers/1?tab=discussion");
  expect(pageOf({ kind: "mentioned", entity: "opportunity", ...about })).toBe(
    "/sandbox?view=table&opportunity=1&tab=discussion",
  );
  expect(pageOf({ kind: "mentioned", entity: "account_plan", ...about })).toBe("/plans/1#discussion");
  expect(pageOf({ kind: "assigned", entity: "project", ...about })).toBe("/projects/1");
  expect(pageOf({ kind: "job_finished", entity: "job", ...about })).toBe("/settings/jobs?job=1");
  expect(pageOf({ kind: "assigned", entity: "risk", ...about })).toBe("/customers/2");
  expect(pageOf({ kind: "selection_decided", entity: "planning_cycle", ...about })).toBe("/selection?cycle=1");
});

it("what this version does not know leads home rather than nowhere", () => {
  expect(pageOf({ kind: "assigned", entity: "contract", ...about })).toBe("/");
});
