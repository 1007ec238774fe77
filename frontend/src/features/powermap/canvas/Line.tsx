import { BaseEdge, type EdgeProps, useInternalNode } from "@xyflow/react";
import { boxAt, middleOf, reportingPath, rounded, sidePoints } from "../layout";
import { lineLook } from "./lineLook";
import type { LineEdge } from "./nodes";

/** One line between two cards; what it means is said by colour, dash and ends together. */
export function Line({ id, source, target, data }: EdgeProps<LineEdge>) {
  const from = useInternalNode(source)?.internals.positionAbsolute;
  const to = useInternalNode(target)?.internals.positionAbsolute;
  if (!from || !to || !data) return null;
  const { kind } = data;
  const look = lineLook[kind];
  if (kind === "solid" || kind === "dotted")
    return (
      <BaseEdge
        id={id}
        path={reportingPath(boxAt(from), boxAt(to))}
        className={look.line}
        strokeDasharray={look.dash}
      />
    );
  const points = sidePoints(kind, boxAt(from), boxAt(to));
  const middle = middleOf(points);
  return (
    <>
      <BaseEdge
        id={id}
        path={rounded(points)}
        className={look.line}
        strokeDasharray={look.dash}
        markerEnd={`url(#powermap-${kind})`}
        markerStart={kind === "conflict" ? "url(#powermap-conflict)" : undefined}
      />
      {kind === "conflict" && <Cross x={middle.x} y={middle.y} />}
    </>
  );
}

export function Cross({ x, y }: { x: number; y: number }) {
  return (
    <g aria-hidden transform={`translate(${x} ${y})`}>
      <circle r={9} className="fill-bad-soft stroke-bad" />
      <path d="M-3.5-3.5L3.5 3.5M3.5-3.5L-3.5 3.5" className="stroke-bad" strokeWidth={2} />
    </g>
  );
}

/** Arrow heads, once per page: the picture that is always there defines them, the canvas borrows them. */
export function Markers() {
  return (
    <defs>
      {(["influence", "conflict"] as const).map((kind) => (
        <marker
          key={kind}
          id={`powermap-${kind}`}
          viewBox="0 0 10 10"
          refX={9}
          refY={5}
          markerWidth={9}
          markerHeight={9}
          markerUnits="userSpaceOnUse"
          orient="auto-start-reverse"
        >
          <path d="M0 0L10 5L0 10Z" className={lineLook[kind].head} />
        </marker>
      ))}
    </defs>
  );
}
