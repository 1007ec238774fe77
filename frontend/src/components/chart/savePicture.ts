import type { ECharts } from "echarts/core";

/** Saves the drawn chart as an SVG file named after it. */
export function savePicture(chart: ECharts | null, name: string) {
  if (!chart) return;
  const file = new Blob([chart.renderToSVGString()], { type: "image/svg+xml" });
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = `${name}.svg`;
  link.click();
  URL.revokeObjectURL(link.href);
}
