import type { State } from "./model";

type Scope = "company" | "customer" | "team" | "industry" | "region" | "product_line";
type Search = { scope?: Scope; id?: string };
type Within = { cycle?: string; state?: State[] };

/** The filters of the list that shows the same opportunities; null where no list does (an industry, a region). */
export function listed({ scope = "company", id }: Search, { cycle, state }: Within) {
  const all = { cycle_id: cycle, state };
  if (scope === "company") return all;
  if (scope === "customer") return { ...all, customer_id: id };
  if (scope === "team") return { ...all, team_id: id };
  if (scope === "product_line") return { ...all, product_line_id: id };
  return null;
}
