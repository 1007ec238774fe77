import {
  Background,
  BackgroundVariant,
  ReactFlow,
  ReactFlowProvider,
  useNodesState,
  useReactFlow,
} from "@xyflow/react";
import "@xyflow/react/dist/base.css";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { m } from "@/paraglide/messages";
import { arrange, bounds, card, type Point } from "../layout";
import type { PersonOut, PowerMapOut } from "../model";
import { CanvasTools } from "./CanvasTools";
import { Line } from "./Line";
import { edgesOf, nodesOf, type PersonNode as Shape } from "./nodes";
import { PersonNode } from "./PersonNode";
import { useCanvasKeys } from "./useCanvasKeys";

type MapCanvasProps = {
  map: PowerMapOut;
  vendors: ReadonlyMap<string, string>;
  chosen: string | undefined;
  onOpen: (id: string) => void;
  onMove?: (person: PersonOut, to: Point) => void;
};

const nodeTypes = { person: PersonNode };
const edgeTypes = { line: Line };
export const zooms = { min: 0.85, max: 1.6 };

/** The decision chain as cards and lines. */
export function MapCanvas(props: MapCanvasProps) {
  return (
    <ReactFlowProvider>
      <Canvas {...props} />
    </ReactFlowProvider>
  );
}

function Canvas({ map, vendors, chosen, onOpen, onMove }: MapCanvasProps) {
  const room = useRef<HTMLDivElement>(null);
  const places = useMemo(() => arrange(map.people), [map.people]);
  const [reached, setReached] = useState<string>();
  const reachable = [reached, chosen, map.people[0]?.id].find((id) => id && places.has(id));
  const open = useCallback(
    (id: string) => {
      setReached(id);
      onOpen(id);
    },
    [onOpen],
  );
  const wanted = useMemo(
    () => nodesOf(map, places, { vendors, chosen, reachable, onOpen: open }),
    [map, places, vendors, chosen, reachable, open],
  );
  const [nodes, setNodes, onNodesChange] = useNodesState<Shape>(wanted);
  useEffect(() => setNodes(wanted), [wanted, setNodes]);
  const edges = useMemo(() => edgesOf(map), [map]);
  const look = useLookAt(room, places);
  const moved = (id: string, to: Point) => {
    const person = map.people.find((one) => one.id === id);
    if (person) onMove?.(person, { x: Math.round(to.x), y: Math.round(to.y) });
  };
  const onKeyDown = useCanvasKeys({
    room,
    people: map.people,
    places,
    onReach: setReached,
    onNudge:
      onMove && ((id, to) => setNodes((old) => old.map((one) => (one.id === id ? { ...one, position: to } : one)))),
    onMoved: onMove && moved,
  });
  return (
    <section
      ref={room}
      aria-label={m.powermap_canvas_label()}
      onKeyDown={onKeyDown}
      className="relative h-full min-h-0 [&_.react-flow\_\_attribution]:bg-canvas! [&_.react-flow\_\_attribution]:text-xs! [&_.react-flow\_\_attribution_a]:text-ink-soft!"
    >
      <ReactFlow
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        onNodesChange={onNodesChange}
        onNodeDragStop={(_event, node) => moved(node.id, node.position)}
        onInit={() => look("start")}
        nodesDraggable={onMove !== undefined}
        nodesConnectable={false}
        nodesFocusable={false}
        edgesFocusable={false}
        elementsSelectable={false}
        disableKeyboardA11y
        nodeDragThreshold={4}
        panOnScroll
        zoomOnDoubleClick={false}
        minZoom={zooms.min}
        maxZoom={zooms.max}
        deleteKeyCode={null}
        selectionKeyCode={null}
        multiSelectionKeyCode={null}
      >
        <Background variant={BackgroundVariant.Dots} gap={24} size={1.5} color="var(--line-strong)" />
      </ReactFlow>
      <CanvasTools onFit={() => look("all")} />
    </section>
  );
}

/** Brings the map into sight: all of it if it fits at a readable size, else its top with the first superior in the middle. */
function useLookAt(room: React.RefObject<HTMLDivElement | null>, places: ReadonlyMap<string, Point>) {
  const flow = useReactFlow();
  return (how: "start" | "all") => {
    const box = room.current?.getBoundingClientRect();
    if (!box || places.size === 0) return;
    const whole = bounds(places.values());
    const margin = 32;
    const fits = Math.min((box.width - margin * 2) / whole.width, (box.height - margin * 2) / whole.height);
    const zoom = Math.min(1, Math.max(zooms.min, fits));
    const top = [...places.values()].sort((a, b) => a.y - b.y)[0] ?? { x: 0, y: 0 };
    const middle = whole.width * zoom > box.width - margin ? top.x + card.width / 2 : whole.x + whole.width / 2;
    const y =
      whole.height * zoom > box.height - margin
        ? margin - whole.y * zoom
        : box.height / 2 - (whole.y + whole.height / 2) * zoom;
    void flow.setViewport({ x: box.width / 2 - middle * zoom, y, zoom }, { duration: how === "all" ? 160 : 0 });
  };
}
