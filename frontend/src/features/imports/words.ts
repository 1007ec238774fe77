import type { FieldOut, ImportRunOut } from "@/api/generated";
import type { Tone } from "@/components/tone";
import { formatNumber } from "@/lib/format";
import { m } from "@/paraglide/messages";
import { getLocale } from "@/paraglide/runtime";
import type { Kind } from "./useKinds";

/** Kinds and fields bring their names in both languages. */
export const labelOf = (named: { zh: string; en: string }) => (getLocale() === "zh" ? named.zh : named.en);

export const stateWords: Record<ImportRunOut["state"], () => string> = {
  uploaded: m.imports_state_uploaded,
  checking: m.imports_state_checking,
  checked: m.imports_state_checked,
  running: m.imports_state_running,
  cancelled: m.imports_state_cancelled,
  failed: m.imports_state_failed,
  done: m.imports_state_done,
};
export const stateTones: Record<ImportRunOut["state"], Tone> = {
  uploaded: "neutral",
  checking: "info",
  checked: "info",
  running: "info",
  cancelled: "warn",
  failed: "bad",
  done: "good",
};

type Step = NonNullable<ImportRunOut["progress"]>["step"];
export const stepWords: Record<Step, () => string> = {
  waiting: m.imports_step_waiting,
  reading: m.imports_step_reading,
  matching: m.imports_step_matching,
  judging: m.imports_step_judging,
  writing: m.imports_step_writing,
};

/** Seconds below two minutes, else minutes: nobody plans by more. */
export const durationText = (seconds: number) =>
  formatNumber(seconds < 120 ? seconds : Math.round(seconds / 60), {
    style: "unit",
    unit: seconds < 120 ? "second" : "minute",
    unitDisplay: "long",
  });

const kindTexts: Record<string, () => string> = {
  customers: m.imports_about_customers,
  contacts: m.imports_about_contacts,
  product_lines: m.imports_about_product_lines,
  transactions: m.imports_about_transactions,
  opportunities: m.imports_about_opportunities,
  users: m.imports_about_users,
};
export const aboutKind = (kind: Kind) => kindTexts[kind.kind]?.() ?? "";

/** "External id, Code or Customer + Name": by what rows are recognised as records that exist. */
export function recognisedBy(kind: Kind): string {
  const names = kind.identity.map((rule) =>
    rule
      .split(" + ")
      .map((name) => {
        const field = kind.fields.find((one) => one.name === name);
        return field ? labelOf(field) : name;
      })
      .join(" + "),
  );
  return new Intl.ListFormat(getLocale(), { type: "disjunction" }).format(names);
}

const typeWords: Record<string, () => string> = {
  line: m.imports_type_line,
  code: m.imports_type_code,
  prose: m.imports_type_prose,
  integer: m.imports_type_integer,
  decimal: m.imports_type_decimal,
  share: m.imports_type_share,
  date: m.imports_type_date,
  choice: m.imports_type_choice,
  boolean: m.imports_type_boolean,
  words: m.imports_type_words,
  reference: m.imports_type_reference,
};
export const typeText = (field: FieldOut) => typeWords[field.type]?.() ?? field.type;

const encodings: Record<string, string> = { "utf-8": "UTF-8", gb18030: "GB18030" };
const delimiters: Record<string, () => string> = {
  ",": m.imports_comma,
  ";": m.imports_semicolon,
  "\t": m.imports_tab,
};
export const formatText = (run: ImportRunOut) =>
  run.format === "csv"
    ? [encodings[run.encoding] ?? run.encoding, delimiters[run.delimiter]?.() ?? run.delimiter].join(" · ")
    : [run.format.toUpperCase(), run.sheets.length > 1 && run.sheet].filter(Boolean).join(" · ");
