import { expect, it, vi } from "vitest";
import { answer } from "@/test/render";
import { address, api } from "./client";
import { whenSignedOut } from "./fetch";
import { asProblem, ProblemError } from "./problem";

it("builds addresses without empty values", () => {
  expect(address("/a", { q: "", n: 0, list: ["x", "y"], none: null })).toBe("/a?n=0&list=x&list=y");
});

it("sends the language, the version and an idempotency key where they belong", async () => {
  const requests = answer(() => ({ body: { id: "1" } }));
  await api.patch("/api/v1/x/1", { name: "新" }, { version: 3 });
  await api.post("/api/v1/x", {});
  expect(requests[0]?.headers.get("If-Match")).toBe('"3"');
  expect(requests[0]?.headers.get("Accept-Language")).toBe("zh-CN");
  expect(requests[0]?.headers.get("Idempotency-Key")).toBeNull();
  expect(requests[1]?.headers.get("Idempotency-Key")).toMatch(/^[0-9a-f-]{36}$/);
});

it("throws the server's problem, and words of its own for known codes", async () => {
  answer(() => ({ status: 412, body: { title: "Stale", status: 412, code: "stale", request_id: "r-9" } }));
  const error = await api.get("/api/v1/x").catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ProblemError);
  expect(asProblem(error)).toMatchObject({ status: 412, title: "这条记录刚刚被别人改过", request_id: "r-9" });
});

it("turns a page without a problem, and no answer at all, into problems", async () => {
  answer(() => ({ status: 502, body: "<html>" }));
  await expect(api.get("/api/v1/x")).rejects.toMatchObject({ status: 502, code: "unexpected_answer" });
  vi.stubGlobal("fetch", () => Promise.reject(new TypeError("failed")));
  await expect(api.get("/api/v1/x")).rejects.toMatchObject({ status: 0, code: "unreachable" });
});

it("tells of a lost session, but not when it only asked who is there", async () => {
  const lost = vi.fn();
  whenSignedOut(lost);
  answer(() => ({ status: 401, body: { title: "", status: 401, code: "unauthenticated" } }));
  await api.get("/api/v1/identity/session").catch(() => {});
  expect(lost).not.toHaveBeenCalled();
  await api.get("/api/v1/records/customers").catch(() => {});
  expect(lost).toHaveBeenCalledOnce();
});
