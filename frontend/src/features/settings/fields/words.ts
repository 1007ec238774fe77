import type { CustomFieldOut } from "@/api/generated";
import { m } from "@/paraglide/messages";
import type { Entity, Target } from "@/parts/custom/model";

export const entities: readonly Entity[] = ["customer", "contact", "opportunity", "project"];

export const entityWord: Record<Entity, () => string> = {
  customer: m.common_kind_customer,
  contact: m.common_kind_contact,
  opportunity: m.common_kind_opportunity,
  project: m.common_kind_project,
};

export const types: readonly CustomFieldOut["type"][] = [
  "text",
  "number",
  "money",
  "date",
  "choice",
  "choices",
  "yes_no",
  "link",
];

export const typeWord: Record<CustomFieldOut["type"], () => string> = {
  text: m.fields_type_text,
  number: m.fields_type_number,
  money: m.fields_type_money,
  date: m.fields_type_date,
  choice: m.fields_type_choice,
  choices: m.fields_type_choices,
  yes_no: m.fields_type_yes_no,
  link: m.fields_type_link,
};

export const targetWord: Record<Target, () => string> = {
  customer: m.common_kind_customer,
  contact: m.common_kind_contact,
  opportunity: m.common_kind_opportunity,
  project: m.common_kind_project,
  product_line: m.fields_target_product_line,
  vendor: m.fields_target_vendor,
  app_user: m.fields_target_app_user,
};

export const targets = Object.keys(targetWord) as Target[];
