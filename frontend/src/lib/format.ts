import { getLocale } from "@/paraglide/runtime";

/** The reader's locale: the browser's own variety of the chosen language (en-GB dates for a British reader). */
export function readerLocale(): string {
  const language = getLocale();
  const own = typeof navigator === "undefined" ? [] : navigator.languages;
  return own.find((tag) => tag.split("-")[0] === language) ?? (language === "zh" ? "zh-CN" : "en");
}

const made = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat>();
function once<T extends Intl.NumberFormat | Intl.DateTimeFormat>(kind: string, options: object, make: () => T): T {
  const key = `${kind}${readerLocale()}${JSON.stringify(options)}`;
  const found = made.get(key) as T | undefined;
  if (found) return found;
  const fresh = make();
  made.set(key, fresh);
  return fresh;
}

/** `value` may be a decimal string as the API sends money: Intl formats it without rounding through a float. */
export function formatNumber(value: number | string, options: Intl.NumberFormatOptions = {}): string {
  const format = once("n", options, () => new Intl.NumberFormat(readerLocale(), options));
  return format.format(value as number);
}

/** @param compact 1.2亿 / 120M instead of all digits */
export function formatMoney(value: number | string, currency: string, compact = false): string {
  return formatNumber(value, {
    style: "currency",
    currency,
    currencyDisplay: "narrowSymbol",
    ...(compact ? { notation: "compact", maximumFractionDigits: 1 } : { maximumFractionDigits: 2 }),
  });
}

export type DateStyle = "date" | "dateTime" | "month" | "quarter" | "relative";

const styles: Record<"date" | "dateTime" | "month", Intl.DateTimeFormatOptions> = {
  date: { year: "numeric", month: "2-digit", day: "2-digit" },
  dateTime: { year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit" },
  month: { year: "numeric", month: "short" },
};

/** Business dates ("2026-11-21") are days without a zone; instants are shown in the reader's zone. */
export function formatDate(value: string, style: DateStyle = "date", now = Date.now()): string {
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(value);
  const at = new Date(isDay ? `${value}T00:00:00Z` : value);
  if (Number.isNaN(at.getTime())) return value;
  if (style === "quarter") return `${at.getUTCFullYear()} Q${Math.floor(at.getUTCMonth() / 3) + 1}`;
  if (style === "relative") return relative(at.getTime() - now);
  const options = { ...styles[style], ...(isDay ? { timeZone: "UTC" } : {}) };
  return once("d", options, () => new Intl.DateTimeFormat(readerLocale(), options)).format(at);
}

const steps: [Intl.RelativeTimeFormatUnit, number][] = [
  ["year", 31_557_600_000],
  ["month", 2_629_800_000],
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
];

function relative(ms: number): string {
  const format = new Intl.RelativeTimeFormat(readerLocale(), { numeric: "auto" });
  const [unit, size] = steps.find(([, one]) => Math.abs(ms) >= one) ?? ["minute", 60_000];
  return format.format(Math.round(ms / size), unit);
}
