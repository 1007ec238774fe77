import { useCallback } from "react";
import type { FrontierOut } from "@/api/generated";
import { Chart } from "@/components/Chart";
import { formatMoney, formatNumber } from "@/lib/format";
import { m } from "@/paraglide/messages";

const percent = (share: number) => formatNumber(share, { style: "percent" });

/** The best value for 50–150 % of all limits: where the line bends, more money stops paying. */
export function FrontierChart({ points, currency }: { points: readonly FrontierOut[]; currency: string }) {
  const option = useCallback(
    () => ({
      grid: { left: 4, right: 16, top: 12, bottom: 4, containLabel: true },
      xAxis: { type: "value" as const, min: 0.5, max: 1.5, axisLabel: { formatter: percent } },
      yAxis: {
        type: "value" as const,
        scale: true,
        axisLabel: { formatter: (value: number) => formatMoney(value, currency, true) },
      },
      tooltip: {
        trigger: "axis" as const,
        formatter: (all: unknown) => {
          const [scale, value] = (all as { value: [number, number] }[])[0]?.value ?? [1, 0];
          return `${percent(scale)}  ${formatMoney(value, currency, true)}`;
        },
      },
      series: [
        {
          type: "line" as const,
          data: points.map((point) => [point.scale, point.value]),
          symbolSize: 7,
          areaStyle: { opacity: 0.08 },
          markLine: { silent: true, symbol: "none", label: { show: false }, data: [{ xAxis: 1 }] },
        },
      ],
    }),
    [points, currency],
  );
  return (
    <Chart
      label={m.selection_frontier()}
      option={option}
      height={210}
      table={{
        columns: [m.selection_limits(), m.selection_value(), m.selection_chosen()],
        rows: points.map((point) => [
          percent(point.scale),
          point.value === null ? "—" : formatMoney(point.value, currency, true),
          formatNumber(point.chosen_count),
        ]),
      }}
    />
  );
}
