import { expect, it } from "vitest";
import { because, next } from "./guided";

it("asks on until a yes decides", () => {
  expect(next("influence", [])).toMatchObject({ step: 1 });
  expect(next("influence", ["no", "no"])).toMatchObject({ step: 3 });
  expect(next("influence", ["yes"])).toEqual({ value: 5 });
  expect(next("influence", ["no", "unknown", "yes"])).toEqual({ value: 3 });
  expect(next("influence", ["no", "no", "no", "no"])).toEqual({ value: 1 });
});

it("keeps support unknown until somebody has talked with the person", () => {
  expect(next("support", ["no"])).toEqual({ value: null });
  expect(next("support", ["yes", "yes"])).toEqual({ value: -1 });
  expect(next("support", ["yes", "no", "yes"])).toEqual({ value: 3 });
  expect(next("support", ["yes", "no", "no", "no", "no"])).toEqual({ value: 0 });
  expect(next("support", ["yes", "unknown", "unknown", "unknown", "unknown"])).toEqual({ value: null });
});

it("names the answer that decided", () => {
  expect(because("support", ["yes", "yes"])).toContain("反对");
});
