import type { CustomerRow } from "@/api/generated";
import type { Option } from "@/components/Select";
import type { Tone } from "@/components/tone";
import { m } from "@/paraglide/messages";

export const customerClasses = ["S", "A", "B", "C"] as const;
export const lifecycles = ["acquisition", "conversion", "retention", "lapsed"] as const;
export const kinds = ["company", "institution", "government", "group"] as const;

export type CustomerClass = (typeof customerClasses)[number];
export type Lifecycle = (typeof lifecycles)[number];
export type Kind = (typeof kinds)[number];

export const classWords: Record<CustomerClass, () => string> = {
  S: m.customers_class_s,
  A: m.customers_class_a,
  B: m.customers_class_b,
  C: m.customers_class_c,
};

export const classTones: Record<CustomerClass, Tone> = { S: "bad", A: "warn", B: "info", C: "neutral" };

export const lifecycleWords: Record<Lifecycle, () => string> = {
  acquisition: m.customers_acquisition,
  conversion: m.customers_conversion,
  retention: m.customers_retention,
  lapsed: m.customers_lapsed,
};

export const lifecycleTones: Record<Lifecycle, Tone> = {
  acquisition: "info",
  conversion: "warn",
  retention: "good",
  lapsed: "neutral",
};

export const kindWords: Record<Kind, () => string> = {
  company: m.customers_company,
  institution: m.customers_institution,
  government: m.customers_government,
  group: m.customers_group,
};

export const optionsOf = <T extends string>(values: readonly T[], words: Record<T, () => string>): Option[] =>
  values.map((value) => ({ value, label: words[value]() }));

/** The line under a name: what tells two customers of the same name apart. */
export const subtitle = (row: Pick<CustomerRow, "industry_name" | "region_name" | "code">) =>
  [row.code, row.industry_name, row.region_name].filter(Boolean).join(" · ");
