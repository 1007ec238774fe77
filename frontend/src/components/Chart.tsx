import type { ECharts, EChartsCoreOption } from "echarts/core";
import { ChartLine, Download, Table2 } from "lucide-react";
import { useRef, useState } from "react";
import { m } from "@/paraglide/messages";
import { Canvas, type ChartClick } from "./chart/Canvas";
import { type ChartData, ChartTable } from "./chart/ChartTable";
import type { Palette } from "./chart/palette";
import { savePicture } from "./chart/savePicture";
import { IconButton } from "./IconButton";

type ChartProps = {
  /** One sentence that says what the picture shows. */
  label: string;
  /** Keep it stable (useCallback). Colours come from the palette, never written out. */
  option: (palette: Palette) => EChartsCoreOption;
  /** The same figures as rows: shown on request, and what a screen reader gets. */
  table: ChartData;
  height?: number;
  onSelect?: (click: ChartClick) => void;
};

/** A picture of figures, with the figures behind it and a picture to save. */
export function Chart({ label, option, table, height = 280, onSelect }: ChartProps) {
  const [asTable, setAsTable] = useState(false);
  const chart = useRef<ECharts | null>(null);
  return (
    <figure className="min-w-0">
      <div data-print="no" className="flex justify-end gap-1">
        <IconButton
          size="sm"
          label={asTable ? m.common_show_as_chart() : m.common_show_as_table()}
          icon={asTable ? <ChartLine /> : <Table2 />}
          onClick={() => setAsTable(!asTable)}
        />
        {!asTable && (
          <IconButton
            size="sm"
            label={m.common_save_picture()}
            icon={<Download />}
            onClick={() => savePicture(chart.current, label)}
          />
        )}
      </div>
      <div style={{ height }} className={asTable ? "overflow-auto" : undefined}>
        {asTable ? (
          <ChartTable caption={label} {...table} />
        ) : (
          <Canvas label={label} option={option} onSelect={onSelect} chart={chart} />
        )}
      </div>
    </figure>
  );
}
