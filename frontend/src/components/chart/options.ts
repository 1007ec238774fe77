import type { EChartsCoreOption } from "echarts/core";
import type { Palette } from "./palette";

/** What every chart shares: palette, quiet axes, a tooltip drawn inside the SVG (HTML ones need inline styles). */
export function withHouseStyle(option: EChartsCoreOption, palette: Palette, label: string): EChartsCoreOption {
  const axis = {
    axisLine: { lineStyle: { color: palette.line } },
    axisTick: { show: false },
    axisLabel: { color: palette.inkSoft, fontSize: 12 },
    nameTextStyle: { color: palette.inkSoft, fontSize: 12 },
    splitLine: { lineStyle: { color: palette.line } },
  };
  const dress = (given: unknown) =>
    given === undefined
      ? undefined
      : Array.isArray(given)
        ? given.map((one) => ({ ...axis, ...(one as object) }))
        : { ...axis, ...(given as object) };
  return {
    animationDuration: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 240,
    color: palette.series,
    textStyle: { fontFamily: "inherit", color: palette.ink },
    grid: { left: 8, right: 16, top: 32, bottom: 8, containLabel: true },
    aria: { enabled: true, label: { description: label } },
    ...option,
    tooltip: {
      renderMode: "richText",
      backgroundColor: palette.surface,
      borderColor: palette.line,
      textStyle: { color: palette.ink, fontSize: 12 },
      ...(option.tooltip as object | undefined),
    },
    ...(option.legend
      ? {
          legend: {
            textStyle: { color: palette.inkSoft },
            icon: "roundRect",
            itemWidth: 12,
            itemHeight: 8,
            itemGap: 16,
            ...(option.legend as object),
          },
        }
      : {}),
    ...(option.xAxis ? { xAxis: dress(option.xAxis) } : {}),
    ...(option.yAxis ? { yAxis: dress(option.yAxis) } : {}),
  };
}
