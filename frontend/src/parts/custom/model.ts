import type { CustomFieldOut } from "@/api/generated";
import { getLocale } from "@/paraglide/runtime";

export type Entity = CustomFieldOut["entity"];
export type Target = NonNullable<CustomFieldOut["target"]>;
export type Value = string | number | boolean | string[] | null;
export type Values = Record<string, Value>;
/** The column of a record that holds the values of a class. */
export type Column = "custom" | "custom_commercial";
/** What of a record holds them. */
export type Recorded = { custom: Values; custom_commercial?: Values | null };

type Labelled = { label_zh: string; label_en: string };

export const labelOf = (one: Labelled) => (getLocale() === "zh" ? one.label_zh : one.label_en);

export const columnOf = (field: CustomFieldOut): Column =>
  field.class === "commercial" ? "custom_commercial" : "custom";

/** Fields under their sections, in the order of both; without a section first. */
export function sectionsOf(fields: readonly CustomFieldOut[]): [section: string, fields: CustomFieldOut[]][] {
  const sections = new Map<string, CustomFieldOut[]>([["", []]]);
  for (const field of fields) sections.set(field.section, [...(sections.get(field.section) ?? []), field]);
  return [...sections].filter(([, inside]) => inside.length > 0);
}

/** What can be chosen now; a value chosen before its choice was archived stays to be seen. */
export const choicesOf = (field: CustomFieldOut, value: Value) =>
  field.choices
    .filter(
      (choice) => !choice.archived || (Array.isArray(value) ? value.includes(choice.value) : choice.value === value),
    )
    .map((choice) => ({ value: choice.value, label: labelOf(choice), disabled: choice.archived }));

export const isEmpty = (value: Value | undefined) =>
  value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0);

/** Whether both say the same: lists are compared by what is in them. */
export const sameValue = (one: Value, other: Value) => JSON.stringify(one) === JSON.stringify(other);

/** The values as the API takes them, a column each; only those columns that have any. */
export function byColumn(fields: readonly CustomFieldOut[], values: Values): Partial<Record<Column, Values>> {
  const parts: Partial<Record<Column, Values>> = {};
  for (const field of fields) {
    const value = values[field.key];
    if (value === undefined) continue;
    const column = columnOf(field);
    parts[column] = { ...parts[column], [field.key]: value === "" ? null : value };
  }
  return parts;
}
