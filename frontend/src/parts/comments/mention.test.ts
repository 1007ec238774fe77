import { expect, it } from "vitest";
import { call, calling, pieces, stillCalled } from "./mention";

const wang = { id: "1", name: "王磊" };
const wangs = { id: "2", name: "王磊明" };

it("an @ calls somebody, a mail address does not", () => {
  expect(calling("请@王", 3)).toEqual({ from: 1, text: "王" });
  expect(calling("@", 1)).toEqual({ from: 0, text: "" });
  expect(calling("lei@corp", 8)).toBeNull();
  expect(calling("@王磊 好", 5)).toBeNull();
  expect(calling("没有人", 3)).toBeNull();
  expect(calling("先写@王再写", 4)).toEqual({ from: 2, text: "王" });
});

it("the name takes the place of what was typed, the rest of the line stays", () => {
  expect(call("请@w 回复", 1, 3, "王磊")).toEqual({ text: "请@王磊 回复", caret: 5 });
  expect(call("@", 0, 1, "王磊")).toEqual({ text: "@王磊 ", caret: 4 });
});

it("who was taken out of the text is no longer called, and nobody twice", () => {
  expect(stillCalled([wang, wangs, wang], "@王磊 看")).toEqual([wang]);
  expect(stillCalled([wang], "算了")).toEqual([]);
});

it("the longer of two names wins", () => {
  expect(pieces("@王磊明 和 @王磊", [wang, wangs])).toEqual([
    { text: "@王磊明", called: true },
    { text: " 和 ", called: false },
    { text: "@王磊", called: true },
  ]);
  expect(pieces("a+b", [])).toEqual([{ text: "a+b", called: false }]);
  expect(pieces("@A.(b) x", [{ id: "3", name: "A.(b)" }])[0]).toEqual({ text: "@A.(b)", called: true });
});
