import { QueryClient } from "@tanstack/react-query";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { concerns, listen } from "./live";

class Source extends EventTarget {
  static all: Source[] = [];
  isClosed = false;
  constructor(readonly url: string) {
    super();
    Source.all.push(this);
  }
  close() {
    this.isClosed = true;
  }
  say(kind: string, data: unknown = {}) {
    this.dispatchEvent(new MessageEvent(kind, { data: JSON.stringify(data) }));
  }
}

const customer = { entity: "customer", entity_id: "c1", action: "updated", customer_id: "c1" };

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("EventSource", Source);
  Source.all = [];
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it("knows which queries a change concerns", () => {
  const list = (ids: string[]) => ({ pages: [{ items: ids.map((id) => ({ id })) }] });
  const query = (queryKey: unknown[], data: unknown) => ({ queryKey, state: { data } });
  expect(concerns(query(["customer", "record", "c1"], {}), [customer])).toBe(true);
  expect(concerns(query(["notification", "unread"], {}), [customer])).toBe(false);
  expect(concerns(query(["notification", "unread"], {}), [{ ...customer, entity: "comment" }])).toBe(true);
  expect(concerns(query(["timeline", "list", { customerId: "c1" }], {}), [customer])).toBe(true);
  expect(concerns(query(["customer", "list", null], list(["c0", "c1"])), [customer])).toBe(true);
  expect(concerns(query(["customer", "list", null], list(["c0"])), [customer])).toBe(false);
  expect(concerns(query(["customer", "list", null], list(["c0"])), [{ ...customer, action: "created" }])).toBe(true);
  expect(concerns(query(["project", "list", null], list(["p1"])), [customer])).toBe(false);
  expect(
    concerns(query(["user", "list", null], list(["u"])), [{ ...customer, entity: "app_user", entity_id: "u" }]),
  ).toBe(true);
});

it("refreshes once for many changes, and everything after a break", async () => {
  const client = new QueryClient();
  const refresh = vi.spyOn(client, "invalidateQueries").mockResolvedValue();
  const stop = listen(client);
  const [first] = Source.all as [Source];
  first.say("hello");
  first.say("change", customer);
  first.say("change", customer);
  await vi.advanceTimersByTimeAsync(4000);
  expect(refresh).toHaveBeenCalledTimes(1);
  first.dispatchEvent(new Event("error"));
  expect(first.isClosed).toBe(true);
  await vi.advanceTimersByTimeAsync(2000);
  const [, second] = Source.all as [Source, Source];
  second.say("hello");
  await vi.advanceTimersByTimeAsync(4000);
  expect(refresh).toHaveBeenCalledTimes(2);
  const all = refresh.mock.calls[1]?.[0]?.predicate;
  expect(all?.({ queryKey: ["anything"], state: { data: null } } as never)).toBe(true);
  stop();
  expect(second.isClosed).toBe(true);
});

it("comes back ever more slowly while nobody answers", async () => {
  const stop = listen(new QueryClient());
  for (let tries = 1; tries <= 8; tries++) {
    Source.all.at(-1)?.dispatchEvent(new Event("error"));
    await vi.advanceTimersByTimeAsync(90_000);
    expect(Source.all).toHaveLength(tries + 1);
  }
  Source.all.at(-1)?.dispatchEvent(new Event("error"));
  await vi.advanceTimersByTimeAsync(29_000);
  expect(Source.all).toHaveLength(9);
  stop();
});
