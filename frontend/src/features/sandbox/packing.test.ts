import { expect, it } from "vitest";
import { type Item, largestRadius, pack, radiusOf } from "./packing";
import { lanesFor, zonesOf } from "./zones";

const region = { x: 0, y: 0, width: 380, height: 560 };

/** A repeatable stand-in for chance. */
function dice(seed: number) {
  let state = seed;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}

function crowd(count: number): Item[] {
  const roll = dice(7);
  const middle = () => (roll() + roll() + roll()) / 3;
  return Array.from({ length: count }, (_, index) => ({
    id: `o${index}`,
    size: roll() < 0.05 ? null : Math.exp(14 + 2 * roll()),
    attractiveness: roll() < 0.1 ? null : 100 * middle(),
    position: roll() < 0.2 ? null : 100 * middle(),
  }));
}

function packed(items: Item[]) {
  const zones = zonesOf(region, lanesFor(items));
  const sizes = items.map((item) => item.size);
  const most = Math.max(...sizes.map((size) => size ?? 0));
  return { zones, ...pack(items, zones, most, largestRadius(sizes, region.width * region.height, most)) };
}

it("lets area follow revenue", () => {
  expect(radiusOf(400, 400, 40)).toBe(40);
  expect(radiusOf(100, 400, 40)).toBe(20);
  expect(radiusOf(null, 400, 40)).toBeLessThan(7);
});

it.each([1, 40, 220, 664, 2000])("covers nothing and loses nothing with %i bubbles", (count) => {
  const items = crowd(count);
  const { placed, clusters } = packed(items);
  const ids = [...placed.map((one) => one.item.id), ...clusters.flatMap((one) => one.items.map((item) => item.id))];
  expect(new Set(ids).size).toBe(count);
  expect(ids).toHaveLength(count);
  const bubbles = [...placed].sort((a, b) => a.x - b.x);
  for (const [index, one] of bubbles.entries())
    for (const other of bubbles.slice(index + 1, index + 200))
      expect(Math.hypot(one.x - other.x, one.y - other.y)).toBeGreaterThanOrEqual(one.r + other.r);
});

it("keeps every known bubble near its figures, and unknown ones out of the scales", () => {
  const { placed, zones } = packed(crowd(300));
  for (const { item, x, y } of placed) {
    if (item.attractiveness === null) expect(y).toBeGreaterThan(zones.known.y + zones.known.height);
    else if (item.position === null) expect(x).toBeLessThan(zones.known.x);
    else {
      const high = zones.known.y + zones.known.height * (1 - item.attractiveness / 100);
      expect(Math.abs(y - high)).toBeLessThan(90);
    }
  }
});

it("is the same every time", () => {
  expect(packed(crowd(200)).placed).toEqual(packed(crowd(200)).placed);
});
