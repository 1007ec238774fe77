import { act, renderHook } from "@testing-library/react";
import { expect, it, vi } from "vitest";
import { useRows } from "./useRows";

type Row = { title: string; due_on: string };
type Draft = { title: string; due_on: string | null };
const complete = ({ title, due_on }: Draft): Row | null => (title && due_on ? { title, due_on } : null);

it("keeps an unfinished row to itself and saves it once it is whole", () => {
  const save = vi.fn();
  const first = { title: "设计冻结", due_on: "2027-01-01" };
  const { result } = renderHook(() => useRows<Row, Draft>([first], save, complete));
  act(() => result.current.begin({ title: "", due_on: null }));
  act(() => result.current.changeDraft({ title: "验收" }));
  expect(save).not.toHaveBeenCalled();
  act(() => result.current.changeDraft({ due_on: "2027-06-01" }));
  expect(save).toHaveBeenCalledWith([first, { title: "验收", due_on: "2027-06-01" }]);
  expect(result.current.draft).toBeNull();
});

it("does not save a row that lost its day", () => {
  const save = vi.fn();
  const { result } = renderHook(() => useRows<Row, Draft>([{ title: "验收", due_on: "2027-06-01" }], save, complete));
  act(() => result.current.change(0, { due_on: null }));
  expect(save).not.toHaveBeenCalled();
  act(() => result.current.remove(0));
  expect(save).toHaveBeenCalledWith([]);
});
