import { type RefObject, useCallback, useRef, useState } from "react";
import type { Horizon, SandboxOpportunity } from "./model";
import type { Node } from "./nodes";
import type { PaneId, Scene } from "./scene";

type Drag = { row: SandboxOpportunity; x: number; y: number; r: number; over: PaneId | undefined };

/**
 * Dragging a bubble with a mouse or pen into another column. A finger scrolls; it moves by the menu.
 * A press that did not travel stays a press.
 */
export function useBubbleDrag(
  svg: RefObject<SVGSVGElement | null>,
  scene: Scene,
  onMove?: (row: SandboxOpportunity, horizon: Horizon) => void,
) {
  const held = useRef<{ node: Extract<Node, { kind: "bubble" }>; x: number; y: number } | null>(null);
  const [at, setAt] = useState<Drag | null>(null);

  const start = useCallback(
    (node: Node, event: React.PointerEvent) => {
      if (!onMove || event.button !== 0 || event.pointerType === "touch" || node.kind !== "bubble") return;
      held.current = { node, x: event.clientX, y: event.clientY };
    },
    [onMove],
  );
  const cancel = useCallback(() => {
    held.current = null;
    setAt(null);
  }, []);
  const move = (event: React.PointerEvent) => {
    const from = held.current;
    if (!from || !svg.current) return;
    if (event.buttons === 0) return cancel();
    if (!at && Math.hypot(event.clientX - from.x, event.clientY - from.y) < 5) return;
    if (!at) svg.current.setPointerCapture(event.pointerId);
    const area = svg.current.getBoundingClientRect();
    const [x, y] = [event.clientX - area.left, event.clientY - area.top];
    const over = scene.panes.find(({ box }) => x >= box.x && x <= box.x + box.width)?.id;
    setAt({ row: from.node.row, x, y, r: from.node.r, over });
  };
  const end = () => {
    const dropped = at;
    cancel();
    if (!dropped?.over || dropped.over === "none" || dropped.over === "all") return;
    if (dropped.over !== dropped.row.horizon) onMove?.(dropped.row, dropped.over);
  };
  return { at, start, move, end, cancel };
}
