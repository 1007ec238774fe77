import { expect, it, vi } from "vitest";
import { answer } from "@/test/render";
import { atVersion } from "./client";
import { whenSignedOut, whenWritten } from "./fetch";
import { createCustomer, deleteCustomer, getCustomer, getSession, listCustomers } from "./generated";
import { asProblem, ProblemError } from "./problem";

it("sends the language, the version and an idempotency key where they belong", async () => {
  const requests = answer(() => ({ body: { id: "1" } }));
  await deleteCustomer({ path: { customer_id: "1" }, headers: atVersion({ version: 3 }) });
  await createCustomer({ body: { name: "新客户", kind: "company" } });
  expect(requests[0]?.headers.get("If-Match")).toBe('"3"');
  expect(requests[0]?.headers.get("Accept-Language")).toBe("zh-CN");
  expect(requests[0]?.headers.get("Idempotency-Key")).toBeNull();
  expect(requests[1]?.headers.get("Idempotency-Key")).toMatch(/^[0-9a-f-]{36}$/);
});

it("throws the server's problem, and words of its own for known codes", async () => {
  answer(() => ({ status: 412, body: { title: "Stale", status: 412, code: "stale", request_id: "r-9" } }));
  const error = await getCustomer({ path: { customer_id: "1" } }).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ProblemError);
  expect(asProblem(error)).toMatchObject({ status: 412, title: "这条记录刚刚被别人改过", request_id: "r-9" });
});

it("turns a page without a problem, and no answer at all, into problems", async () => {
  answer(() => ({ status: 502, body: "<html>" }));
  await expect(listCustomers()).rejects.toMatchObject({ status: 502, code: "unexpected_answer" });
  vi.stubGlobal("fetch", () => Promise.reject(new TypeError("failed")));
  await expect(listCustomers()).rejects.toMatchObject({ status: 0, code: "unreachable" });
});

it("tells of what was written, not of what was read or refused", async () => {
  const written = vi.fn();
  whenWritten(written);
  answer((request) => (request.method === "DELETE" ? { status: 409, body: { status: 409 } } : { body: { id: "1" } }));
  await getCustomer({ path: { customer_id: "1" } });
  await expect(deleteCustomer({ path: { customer_id: "1" }, headers: atVersion({ version: 1 }) })).rejects.toThrow();
  expect(written).not.toHaveBeenCalled();
  await createCustomer({ body: { name: "新客户", kind: "company" } });
  expect(written).toHaveBeenCalledOnce();
});

it("tells of a lost session, but not when it only asked who is there", async () => {
  const lost = vi.fn();
  whenSignedOut(lost);
  answer(() => ({ status: 401, body: { title: "", status: 401, code: "unauthenticated" } }));
  await getSession().catch(() => {});
  expect(lost).not.toHaveBeenCalled();
  await listCustomers().catch(() => {});
  expect(lost).toHaveBeenCalledOnce();
});
