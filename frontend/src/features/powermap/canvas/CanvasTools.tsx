import { useReactFlow } from "@xyflow/react";
import { Maximize2, Minus, Plus } from "lucide-react";
import { IconButton } from "@/components/IconButton";
import { m } from "@/paraglide/messages";
import { Legend } from "./Legend";

/** Zoom and the meaning of signs, at the lower edge of the canvas. */
export function CanvasTools({ onFit }: { onFit: () => void }) {
  const flow = useReactFlow();
  return (
    <div
      data-print="no"
      className="absolute bottom-3 left-3 flex items-center gap-0.5 rounded-lg border border-line bg-raised p-0.5"
    >
      <IconButton size="sm" label={m.powermap_zoom_out()} icon={<Minus aria-hidden />} onClick={() => flow.zoomOut()} />
      <IconButton size="sm" label={m.powermap_zoom_in()} icon={<Plus aria-hidden />} onClick={() => flow.zoomIn()} />
      <IconButton size="sm" label={m.powermap_fit()} icon={<Maximize2 aria-hidden />} onClick={onFit} />
      <Legend />
    </div>
  );
}
