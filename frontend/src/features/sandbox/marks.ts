import type { Hue } from "./colours";
import type { Node } from "./nodes";

/** What every mark on the board takes. */
export type MarkProps<Kind extends Node["kind"]> = {
  node: Extract<Node, { kind: Kind }>;
  tabIndex: number;
  onFocus: (node: Node, mark: Element) => void;
  onHover: (node: Node | null) => void;
  onOpen: (node: Node) => void;
  onDragStart: (node: Node, event: React.PointerEvent) => void;
};

/** Written out, so that the style sheet holds them. */
export const strokes: Record<Hue, string> = {
  1: "stroke-chart-1",
  2: "stroke-chart-2",
  3: "stroke-chart-3",
  4: "stroke-chart-4",
  5: "stroke-chart-5",
  6: "stroke-chart-6",
  7: "stroke-chart-7",
};
export const fills: Record<Hue, string> = {
  1: "fill-chart-1",
  2: "fill-chart-2",
  3: "fill-chart-3",
  4: "fill-chart-4",
  5: "fill-chart-5",
  6: "fill-chart-6",
  7: "fill-chart-7",
};

export const markClass =
  "outline-none [&:focus-visible>*:first-child]:stroke-ink [&:focus-visible>*:first-child]:stroke-3";
