import { getLocale } from "@/paraglide/runtime";
import { horizons, type SandboxOpportunity } from "./model";

type Key =
  | "title"
  | "customer_name"
  | "horizon"
  | "attractiveness"
  | "position"
  | "expected_revenue"
  | "value"
  | "award_on";

/** Rows by "name" or "-name"; what is unknown comes last either way. */
export function sorted(rows: readonly SandboxOpportunity[], sort: string): SandboxOpportunity[] {
  const sign = sort.startsWith("-") ? -1 : 1;
  const key = sort.replace(/^-/, "") as Key;
  const words = new Intl.Collator(getLocale() === "zh" ? "zh-CN" : "en", { numeric: true });
  const figure = (row: SandboxOpportunity) =>
    key === "horizon" && row.horizon ? horizons.indexOf(row.horizon) : row[key];
  return [...rows].sort((one, other) => {
    const [a, b] = [figure(one) ?? null, figure(other) ?? null];
    if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
    return sign * (typeof a === "number" && typeof b === "number" ? a - b : words.compare(String(a), String(b)));
  });
}
