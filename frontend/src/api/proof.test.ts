import { afterEach, expect, it, vi } from "vitest";
import { answer } from "@/test/render";
import { loamFetch, whenProofNeeded } from "./fetch";

const refusal = { title: "没有权限", status: 403, code: "proof_required", detail: "请先确认是您本人。" };
const post = () =>
  loamFetch(new URL("/api/v1/identity/api-clients", location.origin), {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ name: "ERP" }),
  });

afterEach(() => whenProofNeeded(async () => false));

it("asks for a proof and sends the same request once more", async () => {
  let proved = false;
  const requests = answer(() => (proved ? { status: 201, body: { id: "k" } } : { status: 403, body: refusal }));
  whenProofNeeded(async () => {
    proved = true;
    return true;
  });
  expect((await post()).status).toBe(201);
  expect(requests).toHaveLength(2);
  expect(await requests[1]?.json()).toEqual({ name: "ERP" });
  expect(requests[1]?.headers.get("Idempotency-Key")).toBe(requests[0]?.headers.get("Idempotency-Key"));
});

it("gives up when nobody proves anything, and never asks twice for one request", async () => {
  const requests = answer(() => ({ status: 403, body: refusal }));
  await expect(post()).rejects.toMatchObject({ code: "proof_required" });
  expect(requests).toHaveLength(1);
  const asked = vi.fn(async () => true);
  whenProofNeeded(asked);
  await expect(post()).rejects.toMatchObject({ code: "proof_required" });
  expect(asked).toHaveBeenCalledTimes(1);
});
