import type { ECharts, EChartsCoreOption } from "echarts/core";
import { type RefObject, useEffect, useRef, useState } from "react";
import { useMedia } from "@/hooks/useMedia";
import { ErrorState } from "../ErrorState";
import { Skeleton } from "../Skeleton";
import { withHouseStyle } from "./options";
import { type Palette, readPalette } from "./palette";

export type ChartClick = { seriesName?: string; name: string; dataIndex: number; data: unknown };

type CanvasProps = {
  label: string;
  option: (palette: Palette) => EChartsCoreOption;
  onSelect?: (click: ChartClick) => void;
  chart: RefObject<ECharts | null>;
};

/** Loads the engine on first sight, follows size, theme and option. */
export function Canvas({ label, option, onSelect, chart }: CanvasProps) {
  const box = useRef<HTMLDivElement>(null);
  const [state, setState] = useState<"loading" | "ready" | { error: unknown }>("loading");
  const dark = useMedia("(prefers-color-scheme: dark)");

  useEffect(() => {
    let gone = false;
    const watch = new ResizeObserver(() => chart.current?.resize());
    import("./engine").then(
      ({ init }) => {
        if (gone || !box.current) return;
        chart.current = init(box.current, null, { renderer: "svg" });
        watch.observe(box.current);
        setState("ready");
      },
      (error: unknown) => setState({ error }),
    );
    return () => {
      gone = true;
      watch.disconnect();
      chart.current?.dispose();
      chart.current = null;
    };
  }, [chart]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another theme means other colours
  useEffect(() => {
    if (state !== "ready" || !box.current) return;
    const draw = () => {
      const palette = readPalette(box.current as HTMLElement);
      chart.current?.setOption(withHouseStyle(option(palette), palette, label), { notMerge: true });
    };
    draw();
    const themed = new MutationObserver(draw);
    themed.observe(document.documentElement, { attributeFilter: ["data-theme"] });
    return () => themed.disconnect();
  }, [state, option, label, dark, chart]);

  useEffect(() => {
    const drawn = chart.current;
    if (state !== "ready" || !drawn || !onSelect) return;
    const tell = (click: unknown) => onSelect(click as ChartClick);
    drawn.on("click", tell);
    return () => void drawn.off("click", tell);
  }, [state, onSelect, chart]);

  if (typeof state === "object") return <ErrorState error={state.error} />;
  return (
    <div className="relative size-full">
      {state === "loading" && <Skeleton className="absolute inset-0 h-full" />}
      <div ref={box} role="img" aria-label={label} className="size-full" />
    </div>
  );
}
