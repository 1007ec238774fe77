import { formatMoney } from "@/lib/format";

type MoneyTextProps = { value: number | string | null | undefined; currency?: string; compact?: boolean };

/** Money in the reader's locale; compact (1.2亿) carries all digits in its title. */
export function MoneyText({ value, currency = "CNY", compact }: MoneyTextProps) {
  if (value === null || value === undefined) return <span className="text-ink-faint">—</span>;
  const exact = formatMoney(value, currency);
  return <span title={compact ? exact : undefined}>{compact ? formatMoney(value, currency, true) : exact}</span>;
}
