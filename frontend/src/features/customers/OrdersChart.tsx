import { useCallback } from "react";
import type { SummaryOut } from "@/api/generated";
import { Chart } from "@/components/Chart";
import type { Palette } from "@/components/chart/palette";
import { formatDate, formatMoney } from "@/lib/format";
import { m } from "@/paraglide/messages";

/** All months from the first to the last, so that a month without orders is a gap one sees. */
export function monthsBetween(from: string, to: string): string[] {
  const months: string[] = [];
  const at = new Date(`${from}T00:00:00Z`);
  const end = new Date(`${to}T00:00:00Z`);
  while (at <= end) {
    months.push(at.toISOString().slice(0, 10));
    at.setUTCMonth(at.getUTCMonth() + 1);
  }
  return months;
}

/** Orders of 24 months, stacked by product line, one currency at a time. */
export function OrdersChart({ summary }: { summary: SummaryOut }) {
  const currency = summary.orders_by_month[0]?.currency ?? "CNY";
  const rows = summary.orders_by_month.filter((row) => row.currency === currency);
  const months = monthsBetween(summary.months_from, summary.months_to);
  const names = [...new Set(rows.map((row) => row.product_line_name ?? m.customers_no_line()))];
  const amount = (month: string, name: string) =>
    rows
      .filter((row) => row.month === month && (row.product_line_name ?? m.customers_no_line()) === name)
      .reduce((sum, row) => sum + (row.amount ?? 0), 0);
  const key = JSON.stringify([summary.customer_id, rows, currency]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the figures are named by `key`
  const option = useCallback(
    (_palette: Palette) => ({
      legend: names.length > 1 ? { top: 0, type: "scroll" } : undefined,
      tooltip: { trigger: "axis" },
      xAxis: { type: "category", data: months.map((month) => formatDate(month, "month")) },
      yAxis: { type: "value", axisLabel: { formatter: (value: number) => formatMoney(value, currency, true) } },
      series: names.map((name) => ({
        type: "bar",
        stack: "orders",
        name,
        barMaxWidth: 22,
        data: months.map((month) => amount(month, name)),
      })),
    }),
    [key],
  );
  if (rows.length === 0) return <p className="py-6 text-center text-ink-soft">{m.customers_no_orders()}</p>;
  return (
    <Chart
      label={m.customers_orders_by_month()}
      option={option}
      height={240}
      table={{
        columns: [m.customers_month(), ...names],
        rows: months.map((month) => [
          formatDate(month, "month"),
          ...names.map((name) => formatMoney(amount(month, name), currency)),
        ]),
      }}
    />
  );
}
