import type { Box } from "./zones";

/** Names beside the biggest bubbles, where there is room for them. */

type Circle = { x: number; y: number; r: number };
export type Label = { id: string; text: string; x: number; y: number; anchor: "start" | "middle" | "end" };

const line = 16;
const wide = /[\u2E80-\uFFEF]/;

/** Rough width of 12 px text: a Chinese character is a square. */
export const widthOf = (text: string) => [...text].reduce((sum, sign) => sum + (wide.test(sign) ? 12 : 6.7), 0);

/** The text cut to `room` pixels, with an ellipsis where something is missing. */
export function shortened(text: string, room: number): string {
  if (widthOf(text) <= room) return text;
  let [cut, width] = ["", 12];
  for (const sign of text) {
    width += wide.test(sign) ? 12 : 6.7;
    if (width > room) break;
    cut += sign;
  }
  return cut ? `${cut.trimEnd()}…` : "";
}

const touches = (box: Box, circle: Circle) => {
  const x = Math.max(box.x, Math.min(circle.x, box.x + box.width));
  const y = Math.max(box.y, Math.min(circle.y, box.y + box.height));
  return Math.hypot(circle.x - x, circle.y - y) < circle.r + 1;
};
const overlap = (a: Box, b: Box) =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
const within = (box: Box, room: Box) =>
  box.x >= room.x &&
  box.x + box.width <= room.x + room.width &&
  box.y >= room.y &&
  box.y + box.height <= room.y + room.height;

/** @param biggest in order of importance; @param all every circle a label must not cover; at most `count` labels, none over `taken` */
export function labels(
  biggest: readonly (Circle & { id: string; text: string })[],
  all: readonly Circle[],
  room: Box,
  count: number,
  taken: readonly Box[] = [],
): Label[] {
  const made: Label[] = [];
  const boxes = [...taken];
  for (const one of biggest) {
    if (made.length >= count) break;
    const inner = shortened(one.text, one.r * 1.8);
    if (inner === one.text) {
      made.push({ id: one.id, text: inner, x: one.x, y: one.y + 4, anchor: "middle" });
      continue;
    }
    const text = shortened(one.text, 120);
    const width = widthOf(text);
    const places: [Box, Omit<Label, "id" | "text">][] = [
      [
        { x: one.x + one.r + 3, y: one.y - line / 2, width, height: line },
        { x: one.x + one.r + 4, y: one.y + 4, anchor: "start" },
      ],
      [
        { x: one.x - one.r - 3 - width, y: one.y - line / 2, width, height: line },
        { x: one.x - one.r - 4, y: one.y + 4, anchor: "end" },
      ],
      [
        { x: one.x - width / 2, y: one.y + one.r + 2, width, height: line },
        { x: one.x, y: one.y + one.r + 14, anchor: "middle" },
      ],
      [
        { x: one.x - width / 2, y: one.y - one.r - 2 - line, width, height: line },
        { x: one.x, y: one.y - one.r - 6, anchor: "middle" },
      ],
    ];
    const free = places.find(
      ([box]) =>
        within(box, room) && !boxes.some((other) => overlap(box, other)) && !all.some((circle) => touches(box, circle)),
    );
    if (!free) {
      if (one.r >= 20 && inner.length > 2)
        made.push({ id: one.id, text: inner, x: one.x, y: one.y + 4, anchor: "middle" });
      continue;
    }
    boxes.push(free[0]);
    made.push({ id: one.id, text, ...free[1] });
  }
  return made;
}
