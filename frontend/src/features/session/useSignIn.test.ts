import { expect, it } from "vitest";
import { safeReturn } from "./useSignIn";

it("leads back only inside the app", () => {
  expect(["/customers?q=1", "//evil.example", "/\\evil", "https://evil.example", undefined].map(safeReturn)).toEqual([
    "/customers?q=1",
    "/",
    "/",
    "/",
    "/",
  ]);
});
