import type { CustomFieldOut } from "@/api/generated";
import { m } from "@/paraglide/messages";
import type { Entity } from "@/parts/custom/model";

export const entities: readonly Entity[] = ["customer", "contact", "opportunity"];

export const entityWord: Record<Entity, () => string> = {
  customer: m.common_kind_customer,
  contact: m.common_kind_contact,
  opportunity: m.common_kind_opportunity,
};

export const types: readonly CustomFieldOut["type"][] = ["text", "number", "date", "choice", "yes_no"];

export const typeWord: Record<CustomFieldOut["type"], () => string> = {
  text: m.fields_type_text,
  number: m.fields_type_number,
  date: m.fields_type_date,
  choice: m.fields_type_choice,
  yes_no: m.fields_type_yes_no,
};
