import "@testing-library/jest-dom/vitest";
import { cleanup } from "@testing-library/react";
import { afterEach, vi } from "vitest";

// The test browser has no layout: give every element a size, so that virtual lists draw rows.
for (const [name, size] of [
  ["clientHeight", 640],
  ["clientWidth", 1024],
] as const) {
  let owner: object = document.createElement("div");
  while (!Object.hasOwn(owner, name)) owner = Object.getPrototypeOf(owner);
  Object.defineProperty(owner, name, { configurable: true, get: () => size });
}

afterEach(() => {
  cleanup();
  localStorage.clear();
  vi.unstubAllGlobals();
});
