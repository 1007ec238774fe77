import { expect, it } from "vitest";
import { param, searchParams } from "./searchParams";

it("keeps what fits and drops the rest", () => {
  const read = searchParams({
    q: param.text,
    page: param.number,
    mine: param.flag,
    tab: param.oneOf("a", "b"),
    ids: param.list,
  });
  expect(read({ q: "x", page: "no", mine: true, tab: "c", ids: ["1", 2], other: 1 })).toEqual({
    q: "x",
    mine: true,
    ids: ["1"],
  });
});
