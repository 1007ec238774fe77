import type { CustomFieldOut } from "@/api/generated";
import { m } from "@/paraglide/messages";
import type { Operator } from "./filterText";

type Type = CustomFieldOut["type"];
const always: Operator[] = ["is not null", "is null"];
const measured: Operator[] = [">=", "<=", "=", ...always];
const chosen: Operator[] = ["=", "!=", ...always];

/** What can be asked of each type. */
export const operators: Record<Type, Operator[]> = {
  text: ["~", "=", ...always],
  number: measured,
  money: measured,
  date: measured,
  choice: chosen,
  choices: chosen,
  yes_no: ["=", ...always],
  link: chosen,
};

export function operatorWord(operator: Operator, type: Type): string {
  if (operator === "=" && type === "choices") return m.fields_test_contains();
  if (operator === ">=" && type === "date") return m.fields_test_from();
  if (operator === "<=" && type === "date") return m.fields_test_until();
  const words: Record<Operator, () => string> = {
    "=": m.fields_test_is,
    "!=": m.fields_test_is_not,
    "~": m.fields_test_contains,
    ">=": m.fields_test_at_least,
    "<=": m.fields_test_at_most,
    "is null": m.fields_test_empty,
    "is not null": m.fields_test_filled,
  };
  return words[operator]();
}
