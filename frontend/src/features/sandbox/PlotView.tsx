import { type ReactNode, useCallback, useMemo, useRef, useState } from "react";
import { isComposing } from "@/lib/keys";
import { m } from "@/paraglide/messages";
import { BubbleMark } from "./BubbleMark";
import { ClusterMark } from "./ClusterMark";
import type { Hue } from "./colours";
import { FactCard } from "./FactCard";
import type { Horizon, SandboxOpportunity } from "./model";
import { isArrow, type Node, neighbour, nodesOf } from "./nodes";
import { RiskMark } from "./RiskMark";
import type { Bubble, Scene } from "./scene";
import { useBubbleDrag } from "./useBubbleDrag";

export type PlotActs = {
  hue: (row: SandboxOpportunity) => Hue;
  currency: string;
  onOpen: (row: SandboxOpportunity) => void;
  onCluster: (rows: Bubble[]) => void;
  /** Absent for those who may only read. */
  onMove?: (row: SandboxOpportunity, horizon: Horizon) => void;
};

type PlotViewProps = PlotActs & { scene: Scene; label: string; id: string; draggable?: boolean; children: ReactNode };

/** The drawn board: grounds and axes as children, then everything one can point at, walk to with arrows, or drag. */
export function PlotView({ scene, label, id, draggable, children, ...acts }: PlotViewProps) {
  const svg = useRef<SVGSVGElement>(null);
  const box = useRef<HTMLDivElement>(null);
  const nodes = useMemo(() => nodesOf(scene), [scene]);
  const [entry, setEntry] = useState<string>();
  const [hovered, setHovered] = useState<string>();
  const [focused, setFocused] = useState<string>();
  const [moving, setMoving] = useState(false);
  const drag = useBubbleDrag(svg, scene, draggable ? acts.onMove : undefined);
  const current = nodes.find((node) => node.key === entry) ?? nodes.find((node) => node.kind === "bubble") ?? nodes[0];
  const pointed = nodes.find((node) => node.key === (hovered ?? focused));

  const open = (node: Node) => {
    if (node.kind === "bubble") acts.onOpen(node.row);
    if (node.kind === "cluster") acts.onCluster(node.rows);
    if (node.kind === "risk") setFocused(node.key);
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    const { target, key } = event;
    const at = target instanceof SVGElement ? nodes.find((node) => node.key === target.dataset.node) : undefined;
    if (isComposing(event) || !at) return;
    if (isArrow(key)) {
      event.preventDefault();
      const next = neighbour(nodes, at, key);
      if (next) svg.current?.querySelector<SVGGElement>(`[data-node="${next.key}"]`)?.focus();
    } else if (key === "Enter" || key === " ") {
      event.preventDefault();
      open(at);
    } else if (key.toLowerCase() === "m" && at.kind === "bubble" && acts.onMove) {
      event.preventDefault();
      setFocused(at.key);
      setMoving(true);
    } else if (key === "Escape") setFocused(undefined);
  };
  // stable, so that a hover draws the card and not hundreds of bubbles
  const { start } = drag;
  const onFocus = useCallback((node: Node, mark: Element) => {
    setEntry(node.key);
    // a press opens or drags; the card with its buttons is for those who walk by keyboard
    if (mark.matches(":focus-visible")) setFocused(node.key);
  }, []);
  const onHover = useCallback((node: Node | null) => setHovered(node?.key), []);
  const marks = { onFocus, onHover, onOpen: open, onDragStart: start };
  const opener = useRef(marks);
  opener.current = marks;
  const stable = useMemo(
    () => ({
      onFocus,
      onHover,
      onOpen: (node: Node) => opener.current.onOpen(node),
      onDragStart: (node: Node, event: React.PointerEvent) => opener.current.onDragStart(node, event),
    }),
    [onFocus, onHover],
  );
  const dragged = drag.at;
  const over = dragged && scene.panes.find((pane) => pane.id === dragged.over && pane.id !== "none");
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: listens to where focus goes, nothing else
    <div
      ref={box}
      className="relative"
      onBlur={(event) => {
        if (!moving && !box.current?.contains(event.relatedTarget)) setFocused(undefined);
      }}
    >
      <svg
        ref={svg}
        id={id}
        role="group"
        aria-label={label}
        width={scene.width}
        height={scene.height}
        className="block select-none"
        onKeyDown={onKeyDown}
        onPointerMove={drag.move}
        onPointerUp={drag.end}
        onPointerCancel={drag.cancel}
      >
        {children}
        {nodes.map((node) => {
          const common = { node, tabIndex: node.key === current?.key ? 0 : -1, ...stable };
          if (node.kind === "risk") return <RiskMark key={node.key} {...common} node={node} />;
          if (node.kind === "cluster") return <ClusterMark key={node.key} {...common} node={node} />;
          return (
            <BubbleMark
              key={node.key}
              {...common}
              node={node}
              hue={acts.hue(node.row)}
              faded={dragged?.row.id === node.row.id}
            />
          );
        })}
        {scene.panes
          .flatMap((pane) => pane.labels)
          .map((one) => (
            <text
              key={one.id}
              x={one.x}
              y={one.y}
              textAnchor={one.anchor}
              aria-hidden
              className="pointer-events-none fill-ink stroke-[3px] stroke-surface text-xs [paint-order:stroke]"
            >
              {one.text}
            </text>
          ))}
        {over && (
          <rect
            {...over.box}
            rx={10}
            className="pointer-events-none fill-leaf stroke-leaf [fill-opacity:0.08]"
            strokeWidth={2}
          />
        )}
        {dragged && (
          <circle
            cx={dragged.x}
            cy={dragged.y}
            r={dragged.r}
            className="pointer-events-none fill-leaf-soft stroke-leaf"
          />
        )}
      </svg>
      {pointed && !dragged && (
        <FactCard
          key={pointed.key}
          node={pointed}
          scene={scene}
          currency={acts.currency}
          active={focused === pointed.key}
          moving={moving}
          onMoving={setMoving}
          onOpen={() => open(pointed)}
          onMove={acts.onMove}
        />
      )}
      <p role="status" className="sr-only">
        {dragged ? m.sandbox_dragging({ name: dragged.row.title }) : ""}
      </p>
    </div>
  );
}
