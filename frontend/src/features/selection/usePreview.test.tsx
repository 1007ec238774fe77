import { act, screen } from "@testing-library/react";
import { useState } from "react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Slider } from "@/components/Slider";
import { answer, show } from "@/test/render";
import type { Draft } from "./model";
import { rest, same, usePreview } from "./usePreview";

const rules = {
  locked_in: [],
  locked_out: [],
  min_share_mid_long: null,
  min_strategic: null,
  max_per_customer: null,
  groups: [],
};
const draft = (scale: number): Draft => ({ objective: "profit", limit_scale: { r1: scale }, rules });
const selection = { id: "s1", cycle_id: "c1", corrects: null };

function Board() {
  const [scale, setScale] = useState(1);
  const [held, setHeld] = useState(draft(1));
  const { preview, isRunning } = usePreview(selection, held, held.limit_scale.r1 !== 1);
  const move = (value: number) => {
    setScale(value);
    setHeld(draft(value));
  };
  return (
    <>
      <Slider label="budget" value={scale} min={0.5} max={1.5} step={0.05} onChange={move} />
      <p>value {preview?.value ?? "none"}</p>
      <p>{isRunning ? "running" : "resting"}</p>
    </>
  );
}

beforeEach(() => void vi.useFakeTimers({ shouldAdvanceTime: true }));
afterEach(() => void vi.useRealTimers());

const wait = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));

it("asks once when the slider rests, and keeps the last answer until the next is there", async () => {
  let slow: (() => void) | null = null;
  const requests = answer(async (request) => {
    const { limit_scale } = (await request.clone().json()) as Draft;
    const scale = limit_scale.r1 as number;
    if (scale < 0.88) await new Promise<void>((done) => (slow = done));
    return { body: { status: "optimal", value: Math.round(scale * 100), chosen: [] } };
  });
  const { user } = show(<Board />);
  screen.getByRole("slider").focus();
  await user.keyboard("{ArrowLeft}{ArrowLeft}");
  expect(screen.getByText("running")).toBeVisible();
  expect(requests).toHaveLength(0);
  await wait(rest + 50);
  expect(requests).toHaveLength(1);
  expect(await screen.findByText("value 90")).toBeVisible();
  expect(screen.getByText("resting")).toBeVisible();

  await user.keyboard("{ArrowLeft}");
  await wait(rest + 50);
  expect(requests).toHaveLength(2);
  expect(screen.getByText("value 90")).toBeVisible();
  expect(screen.getByText("running")).toBeVisible();
  await act(async () => slow?.());
  expect(await screen.findByText("value 85")).toBeVisible();
});

it("takes a factor of one for no factor, and the order of locks for nothing", () => {
  expect(same(draft(1), { ...draft(1), limit_scale: {} })).toBe(true);
  expect(same(draft(1), draft(1.05))).toBe(false);
  const locked = (...ids: string[]) => ({ ...draft(1), rules: { ...rules, locked_in: ids } });
  expect(same(locked("a", "b"), locked("b", "a"))).toBe(true);
});
