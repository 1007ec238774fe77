import { expect, it } from "vitest";
import type { DepartmentOut } from "@/api/generated";
import { departmentOptions, flat, treeOf } from "./departmentTree";

const department = (id: string, parent_id: string | null) => ({ id, name: id, parent_id }) as DepartmentOut;
const all = [department("华东", null), department("上海", "华东"), department("浦东", "上海"), department("孤", "x")];

it("puts each below its parent, and what names an unknown parent at the top", () => {
  expect(flat(treeOf(all)).map((node) => [node.department.id, node.depth])).toEqual([
    ["华东", 0],
    ["上海", 1],
    ["浦东", 2],
    ["孤", 0],
  ]);
});

it("offers no place below itself to a department that moves", () => {
  expect(departmentOptions(all, "上海").map((option) => option.value)).toEqual(["华东", "孤"]);
});
