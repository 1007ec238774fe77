import type { FieldOut } from "@/api/generated";
import type { Option } from "@/components/Select";
import { m } from "@/paraglide/messages";

const words: Record<string, () => string> = {
  company: m.imports_word_company,
  institution: m.imports_word_institution,
  government: m.imports_word_government,
  group: m.imports_word_group,
  acquisition: m.imports_word_acquisition,
  conversion: m.imports_word_conversion,
  retention: m.imports_word_retention,
  lapsed: m.imports_word_lapsed,
  order: m.imports_word_order,
  invoice: m.imports_word_invoice,
  payment: m.imports_word_payment,
  delivery: m.imports_word_delivery,
  return: m.imports_word_return,
  visit: m.imports_word_visit,
  call: m.imports_word_call,
  mail: m.imports_word_mail,
  meeting: m.imports_word_meeting,
  chat: m.imports_word_chat,
  found: m.imports_word_found,
  won: m.imports_word_won,
  lost: m.imports_word_lost,
  dropped: m.imports_word_dropped,
  short: m.imports_word_short,
  mid: m.imports_word_mid,
  long: m.imports_word_long,
  sales: m.imports_word_sales,
  technical: m.imports_word_technical,
  service: m.imports_word_service,
  zh: () => "简体中文",
  en: () => "English",
};

/** What a field may say, in the reader's words, beside the word that stands in files. */
export function optionsOf(field: FieldOut): Option[] | null {
  if (field.type === "boolean") {
    return [
      { value: "true", label: m.imports_yes() },
      { value: "false", label: m.imports_no() },
    ];
  }
  if (field.choices.length === 0) return null;
  return field.choices.map((value) => ({ value, label: words[value] ? `${words[value]()} · ${value}` : value }));
}
