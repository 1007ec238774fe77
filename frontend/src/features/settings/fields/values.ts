import type { CustomFieldCreate, CustomFieldOut, CustomFieldUpdate, FieldChoice } from "@/api/generated";
import type { Entity, Target } from "@/parts/custom/model";

export type FieldValues = {
  label_zh: string;
  label_en: string;
  key: string;
  type: CustomFieldOut["type"];
  target: Target;
  currency: string;
  class: CustomFieldOut["class"];
  section: string;
  required: boolean;
  archived: boolean;
  choices: FieldChoice[];
};

export const valuesOf = (field: CustomFieldOut | undefined): FieldValues => ({
  label_zh: field?.label_zh ?? "",
  label_en: field?.label_en ?? "",
  key: field?.key ?? "",
  type: field?.type ?? "text",
  target: field?.target ?? "customer",
  currency: field?.currency ?? "CNY",
  class: field?.class ?? "internal",
  section: field?.section ?? "",
  required: field?.required ?? false,
  archived: field?.archived ?? false,
  choices: field?.choices ?? [],
});

/** A value for a new choice that none of the others has: o1, o2 … */
export function nextValue(choices: readonly FieldChoice[]): string {
  let number = choices.length + 1;
  while (choices.some((choice) => choice.value === `o${number}`)) number += 1;
  return `o${number}`;
}

const trimmed = (values: FieldValues) => ({
  label_zh: values.label_zh.trim(),
  label_en: values.label_en.trim(),
  section: values.section.trim(),
  required: values.required,
});

export const hasChoices = (type: FieldValues["type"]) => type === "choice" || type === "choices";

const choicesOf = (values: FieldValues): FieldChoice[] =>
  values.choices.map((one) => ({ ...one, label_zh: one.label_zh.trim(), label_en: one.label_en.trim() }));

export const createBody = (entity: Entity, values: FieldValues): CustomFieldCreate => ({
  entity,
  ...trimmed(values),
  key: values.key.trim(),
  type: values.type,
  class: entity === "contact" ? "internal" : values.class,
  choices: hasChoices(values.type) ? choicesOf(values) : [],
  target: values.type === "link" ? values.target : null,
  currency: values.type === "money" ? values.currency.trim().toUpperCase() : null,
});

export const updateBody = (field: CustomFieldOut, values: FieldValues): CustomFieldUpdate => ({
  ...trimmed(values),
  archived: values.archived,
  ...(hasChoices(field.type) ? { choices: choicesOf(values) } : {}),
});
