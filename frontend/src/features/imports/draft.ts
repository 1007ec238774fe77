import type { FieldMapping, FieldOut, ImportChange, ImportRunOut, Only } from "@/api/generated";

/** What a person decides about a file before it is imported; may be unfinished while they type. */
export type Draft = { mapping: Record<string, FieldMapping>; only: Only[]; source: string };

export const draftOf = (run: ImportRunOut): Draft => ({
  mapping: run.mapping as Record<string, FieldMapping>,
  only: run.only as Only[],
  source: run.source,
});

/** A field has a value in every row only where something says it. */
export const isMapped = (entry: FieldMapping | undefined) =>
  !!entry && !!(entry.column || entry.constant?.trim() || entry.default?.trim());

export const missingOf = (fields: readonly FieldOut[], draft: Draft) =>
  fields.filter((field) => field.required && !isMapped(draft.mapping[field.name]));

/** The part of a draft that can be sent: what is finished, without what says nothing, always in the same order. */
export function bodyOf(draft: Draft): ImportChange {
  const mapping: Record<string, FieldMapping> = {};
  for (const name of Object.keys(draft.mapping).sort()) {
    const entry = draft.mapping[name];
    if (entry && isMapped(entry)) mapping[name] = cleaned(entry);
  }
  const only = draft.only
    .filter((one) => one.column !== "")
    .map((one) => ({ column: one.column, equals: one.equals.trim() }));
  const source = draft.source.trim();
  return { mapping, only, ...(source ? { source } : {}) };
}

function cleaned(entry: FieldMapping): FieldMapping {
  const values = Object.entries(entry.values ?? {})
    .map(([from, to]) => [from.trim(), to.trim()] as const)
    .filter(([from]) => from !== "")
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    ...(entry.column ? { column: entry.column } : {}),
    ...(!entry.column && entry.constant?.trim() ? { constant: entry.constant.trim() } : {}),
    ...(values.length > 0 ? { values: Object.fromEntries(values) } : {}),
    ...(entry.default?.trim() ? { default: entry.default.trim() } : {}),
    ...(entry.factor ? { factor: String(Number(entry.factor)) } : {}),
  };
}

/** Whether two drafts would send the same. */
export const isSame = (a: Draft, b: Draft) => JSON.stringify(bodyOf(a)) === JSON.stringify(bodyOf(b));

/** The first different words of a column, as the mapping turns them: what stands in the file and what is meant. */
export function samplesOf(run: ImportRunOut, entry: FieldMapping | undefined): { cell: string; meant: string }[] {
  const place = entry?.column ? run.columns.indexOf(entry.column) : -1;
  if (place < 0) return [];
  const cells = new Set(run.samples.map((row) => (row[place] ?? "").trim()));
  return [...cells]
    .filter((cell) => cell !== "")
    .slice(0, 3)
    .map((cell) => ({ cell, meant: entry?.values?.[cell] ?? cell }));
}
