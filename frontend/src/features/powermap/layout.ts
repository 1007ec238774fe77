import { Graph, layout } from "@dagrejs/dagre";
import type { PersonOut } from "./model";

/** Where cards stand, and how lines run between them. Everything in the canvas' own units. */

export const card = { width: 272, height: 148 };
export const gap = { across: 56, down: 68 };
export type Point = { x: number; y: number };
export type Box = Point & { width: number; height: number };
type Placed = Pick<PersonOut, "id" | "reports_to_id" | "dotted_to_id" | "x" | "y">;

export const boxAt = ({ x, y }: Point): Box => ({ x, y, ...card });
const overlap = (a: Point, b: Point) =>
  Math.abs(a.x - b.x) < card.width + gap.across / 3 && Math.abs(a.y - b.y) < card.height + gap.down / 3;

/** Saved places stay; the rest is drawn as an organisation chart, those without any line in rows below it. */
export function arrange(people: readonly Placed[]): Map<string, Point> {
  const ids = new Set(people.map((one) => one.id));
  const above = (one: Placed) => [one.reports_to_id, one.dotted_to_id].find((id) => id && ids.has(id)) ?? null;
  const superiors = new Set(people.map(above));
  const connected = people.filter((one) => above(one) || superiors.has(one.id));
  const loose = people.filter((one) => !connected.includes(one));

  const graph = new Graph();
  graph.setGraph({ rankdir: "TB", nodesep: gap.across, ranksep: gap.down });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const one of connected) graph.setNode(one.id, { ...card });
  for (const one of connected) {
    const superior = above(one);
    if (superior) graph.setEdge(superior, one.id);
  }
  if (connected.length > 0) layout(graph);

  const places = new Map<string, Point>();
  for (const one of people) if (one.x !== null && one.y !== null) places.set(one.id, { x: one.x, y: one.y });
  let bottom = 0;
  for (const one of connected) {
    const { x, y } = graph.node(one.id) as Point;
    const corner = { x: x - card.width / 2, y: y - card.height / 2 };
    bottom = Math.max(bottom, corner.y + card.height + gap.down);
    if (!places.has(one.id)) places.set(one.id, free(corner, places));
  }
  loose.forEach((one, index) => {
    const corner = {
      x: (index % 4) * (card.width + gap.across),
      y: bottom + Math.floor(index / 4) * (card.height + gap.across),
    };
    if (!places.has(one.id)) places.set(one.id, free(corner, places));
  });
  return places;
}

function free(wanted: Point, taken: ReadonlyMap<string, Point>): Point {
  const at = { ...wanted };
  while ([...taken.values()].some((other) => overlap(at, other))) at.x += card.width + gap.across;
  return at;
}

export function bounds(places: Iterable<Point>): Box {
  const all = [...places];
  if (all.length === 0) return { x: 0, y: 0, width: 0, height: 0 };
  const [left, top] = [Math.min(...all.map((one) => one.x)), Math.min(...all.map((one) => one.y))];
  return {
    x: left,
    y: top,
    width: Math.max(...all.map((one) => one.x)) + card.width - left,
    height: Math.max(...all.map((one) => one.y)) + card.height - top,
  };
}

/** Superior to report: down, across half-way, down. */
export function reportingPath(from: Box, to: Box): string {
  const [x1, y1, x2, y2] = [from.x + from.width / 2, from.y + from.height, to.x + to.width / 2, to.y];
  const middle = y2 > y1 ? (y1 + y2) / 2 : y1 + gap.down / 2;
  return rounded([
    { x: x1, y: y1 },
    { x: x1, y: middle },
    { x: x2, y: middle },
    { x: x2, y: y2 },
  ]);
}

/** The two kinds keep apart: they leave cards at other heights and run in other lanes. */
const lanes = { influence: { shift: 24, out: 16, lane: 14 }, conflict: { shift: -24, out: 30, lane: 24 } };

/** Side to side, through the lanes between cards, so that the line is not hidden under one. */
export function sidePoints(kind: keyof typeof lanes, from: Box, to: Box): Point[] {
  const { shift, out, lane: off } = lanes[kind];
  const centre = (box: Box) => ({ x: box.x + box.width / 2, y: box.y + box.height / 2 + shift });
  const [a, b] = [centre(from), centre(to)];
  const stacked = Math.abs(a.x - b.x) < from.width;
  const right = stacked || b.x >= a.x;
  const arrivesRight = stacked ? true : !right;
  const start = { x: right ? from.x + from.width : from.x, y: a.y };
  const end = { x: arrivesRight ? to.x + to.width : to.x, y: b.y };
  const leave = start.x + (right ? out : -out);
  const reach = end.x + (arrivesRight ? out : -out);
  if (stacked) {
    const lane = Math.max(leave, reach);
    return [start, { x: lane, y: start.y }, { x: lane, y: end.y }, end];
  }
  const near = Math.abs(end.x - start.x) < gap.across * 2;
  if (near) {
    const lane = (start.x + end.x) / 2;
    return [start, { x: lane, y: start.y }, { x: lane, y: end.y }, end];
  }
  const sameRow = Math.abs(a.y - b.y) < from.height / 2;
  const lane = sameRow ? Math.max(from.y, to.y) + from.height + off : b.y > a.y ? to.y - off : to.y + to.height + off;
  return [start, { x: leave, y: start.y }, { x: leave, y: lane }, { x: reach, y: lane }, { x: reach, y: end.y }, end];
}

/** A path through the points with round corners. */
export function rounded(points: readonly Point[], radius = 10): string {
  const [first, ...rest] = points.filter(
    (one, index) => index === 0 || one.x !== points[index - 1]?.x || one.y !== points[index - 1]?.y,
  );
  if (!first) return "";
  let path = `M${first.x} ${first.y}`;
  rest.forEach((corner, index) => {
    const before = index === 0 ? first : (rest[index - 1] as Point);
    const after = rest[index + 1];
    if (!after) {
      path += `L${corner.x} ${corner.y}`;
      return;
    }
    const [enter, leave] = [toward(corner, before, radius), toward(corner, after, radius)];
    path += `L${enter.x} ${enter.y}Q${corner.x} ${corner.y} ${leave.x} ${leave.y}`;
  });
  return path;
}

function toward(from: Point, to: Point, distance: number): Point {
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const share = Math.min(distance, length / 2) / length;
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
}

/** The middle of the longest stretch: the place of a mark. */
export function middleOf(points: readonly Point[]): Point {
  let best = { x: points[0]?.x ?? 0, y: points[0]?.y ?? 0 };
  let longest = -1;
  points.slice(1).forEach((to, index) => {
    const from = points[index] as Point;
    const length = Math.hypot(to.x - from.x, to.y - from.y);
    if (length > longest) {
      longest = length;
      best = { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
    }
  });
  return best;
}
