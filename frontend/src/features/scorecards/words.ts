import type { FigureOut, IndicatorOut, ScorecardLine } from "@/api/generated";
import { formatMoney, formatNumber } from "@/lib/format";
import { m } from "@/paraglide/messages";
import { getLocale } from "@/paraglide/runtime";

export const subjectTypes = ["company", "region", "team", "person"] as const;
export type SubjectType = (typeof subjectTypes)[number];

export const subjectWords: Record<SubjectType, () => string> = {
  company: m.scorecards_company,
  region: m.scorecards_region,
  team: m.scorecards_team,
  person: m.scorecards_person,
};

const stateWords: Record<FigureOut["state"], () => string> = {
  ok: () => "",
  no_data: m.scorecards_no_data,
  no_base: m.scorecards_no_base,
  mixed_currency: m.scorecards_mixed_currency,
  withheld: m.scorecards_withheld,
};

const noScoreWords: Record<NonNullable<ScorecardLine["no_score"]>, () => string> = {
  value_unknown: m.scorecards_value_unknown,
  nothing_to_compare: m.scorecards_nothing_to_compare,
  baseline_zero: m.scorecards_baseline_zero,
  currency_differs: m.scorecards_currency_differs,
};

const noChangeWords: Record<NonNullable<ScorecardLine["no_change"]>, () => string> = {
  value_unknown: m.scorecards_value_unknown,
  baseline_unknown: m.scorecards_baseline_unknown,
  currency_differs: m.scorecards_currency_differs,
};

export const nameOf = (indicator: IndicatorOut) => (getLocale() === "zh" ? indicator.name_zh : indicator.name_en);
export const formulaOf = (indicator: IndicatorOut) =>
  getLocale() === "zh" ? indicator.formula_zh : indicator.formula_en;

/** A value in its unit. */
export function valueText(value: number, unit: ScorecardLine["unit"], currency: string | null): string {
  if (unit === "money") return formatMoney(value, currency ?? "CNY", Math.abs(value) >= 1e6);
  if (unit === "share") return formatNumber(value, { style: "percent", maximumFractionDigits: 1 });
  return formatNumber(value, { maximumFractionDigits: 1 });
}

/** A figure, or in words why there is none: never a silent zero. */
export function figureText(figure: FigureOut, unit: ScorecardLine["unit"]): { text: string; known: boolean } {
  if (figure.state === "mixed_currency" && figure.amounts.some((amount) => amount.value !== null)) {
    const amounts = figure.amounts.map((amount) => formatMoney(amount.value ?? 0, amount.currency, true));
    return { text: amounts.join(" + "), known: true };
  }
  if (figure.value === null || figure.state !== "ok") return { text: stateWords[figure.state]() || "—", known: false };
  return { text: valueText(figure.value, unit, figure.currency), known: true };
}

export function changeText(line: ScorecardLine): { text: string; known: boolean } {
  if (line.change === null) {
    return { text: line.no_change ? noChangeWords[line.no_change]() : "—", known: false };
  }
  const format = { style: "percent", maximumFractionDigits: 1, signDisplay: "exceptZero" } as const;
  return { text: formatNumber(line.change, format), known: true };
}

export function scoreText(line: ScorecardLine): { text: string; known: boolean } {
  if (line.score === null) return { text: line.no_score ? noScoreWords[line.no_score]() : "—", known: false };
  return { text: formatNumber(line.score, { maximumFractionDigits: 0 }), known: true };
}
