import { expect, it } from "vitest";
import { labels, shortened, widthOf } from "./labels";

const room = { x: 0, y: 0, width: 400, height: 300 };

it("counts a Chinese character as a square", () => {
  expect(widthOf("沃土")).toBe(24);
  expect(shortened("云平台扩容项目二期", 60)).toBe("云平台扩…");
  expect(shortened("短", 60)).toBe("短");
});

it("writes inside what is large enough, else beside it, else nothing", () => {
  const large = { id: "a", text: "云平台", x: 100, y: 100, r: 40 };
  const small = { id: "b", text: "数据中心迁移", x: 300, y: 200, r: 10 };
  const made = labels([large, small], [large, small], room, 5);
  expect(made.map((one) => [one.id, one.anchor])).toEqual([
    ["a", "middle"],
    ["b", "start"],
  ]);
  const walls = [0, 1, 2, 3].map((turn) => ({
    x: 300 + Math.round(Math.cos((turn * Math.PI) / 2)) * 34,
    y: 200 + Math.round(Math.sin((turn * Math.PI) / 2)) * 34,
    r: 22,
  }));
  expect(labels([small], [small, ...walls], room, 5)).toEqual([]);
});
