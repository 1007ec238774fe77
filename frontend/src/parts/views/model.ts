import type { SavedViewOut } from "@/api/generated";
import type { GridView } from "@/components/DataGrid";

/** A list's parameters as its address holds them. */
export type ViewQuery = SavedViewOut["query"];

/** What of an address belongs to a view: neither which view it is, nor what lies open over the list. */
export function queryOf(search: Record<string, unknown>, passing: readonly string[]): ViewQuery {
  const kept = Object.entries(search).filter(
    ([name, value]) => !passing.includes(name) && value !== undefined && value !== "" && value !== false,
  );
  return Object.fromEntries(kept) as ViewQuery;
}

const ordered = (query: ViewQuery) =>
  JSON.stringify(Object.entries(query).sort(([one], [other]) => (one < other ? -1 : 1)));

export const sameQuery = (one: ViewQuery, other: ViewQuery) => ordered(one) === ordered(other);

export const isPlain = (query: ViewQuery) => Object.keys(query).length === 0;

export const sameGrid = (one: GridView, other: GridView) =>
  JSON.stringify([one.order, [...one.hidden].sort()]) === JSON.stringify([other.order, [...other.hidden].sort()]) &&
  sameWidths(one.widths, other.widths);

const sameWidths = (one: GridView["widths"], other: GridView["widths"]) =>
  [...new Set([...Object.keys(one), ...Object.keys(other)])].every((name) => one[name] === other[name]);
