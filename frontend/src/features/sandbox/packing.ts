import { type Figures, wanted, type Zone, type Zones, zoneOf } from "./zones";

/** Puts hundreds of bubbles where their figures are without covering each other; what finds no place near is gathered. */

export type Item = Figures & { id: string; size: number | null };
export type Placed<T extends Item> = { item: T; x: number; y: number; r: number };
export type Cluster<T extends Item> = { items: T[]; x: number; y: number; r: number };
export type Packing<T extends Item> = { placed: Placed<T>[]; clusters: Cluster<T>[] };

type Circle = { x: number; y: number; r: number };

export const smallest = 5.5;
const space = 2;
/** A bubble shown farther than this from its figures would tell an untruth. */
const farthest = 44;
const cell = 32;
/** Those without a place are gathered by squares of this side. */
const gathering = 64;
const none: readonly Circle[] = [];

/** Area follows size; `largest` is the radius of `most`. Never below what can be hit; an unknown size is the smallest. */
export const radiusOf = (size: number | null, most: number, largest: number) =>
  size === null || most <= 0 ? smallest : Math.max(smallest, Math.sqrt(size / most) * largest);

/** The radius of a bubble of size `most` so that all of these together cover about an eighth of `area`. */
export function largestRadius(sizes: readonly (number | null)[], area: number, most: number): number {
  if (most === 0) return smallest;
  const sum = sizes.reduce<number>((total, size) => total + (size ?? 0) / most, 0);
  return Math.min(46, Math.max(9, Math.sqrt((0.13 * area) / (Math.PI * sum))));
}

/** Circles found by place, so that a look costs the neighbours and not all of them. */
class Ground {
  private readonly cells = new Map<number, Circle[]>();

  private around({ x, y, r }: Circle, visit: (key: number) => void) {
    const [left, right] = [Math.floor((x - r) / cell), Math.floor((x + r) / cell)];
    const [top, bottom] = [Math.floor((y - r) / cell), Math.floor((y + r) / cell)];
    for (let i = left; i <= right; i++) for (let j = top; j <= bottom; j++) visit(i * 100_003 + j);
  }

  add(circle: Circle) {
    this.around(circle, (key) => {
      const here = this.cells.get(key);
      if (here) here.push(circle);
      else this.cells.set(key, [circle]);
    });
  }

  remove(circle: Circle) {
    this.around(circle, (key) => {
      const here = this.cells.get(key);
      here?.splice(here.indexOf(circle), 1);
    });
  }

  /** @param from circles smaller than this do not count */
  isFree(x: number, y: number, r: number, from: number): boolean {
    const wide = r + space;
    const [right, bottom] = [Math.floor((x + wide) / cell), Math.floor((y + wide) / cell)];
    for (let i = Math.floor((x - wide) / cell); i <= right; i++)
      for (let j = Math.floor((y - wide) / cell); j <= bottom; j++)
        for (const other of this.cells.get(i * 100_003 + j) ?? none) {
          if (other.r < from) continue;
          if ((other.x - x) ** 2 + (other.y - y) ** 2 < (other.r + wide) ** 2) return false;
        }
    return true;
  }
}

/** Steps away from the wanted point, nearest first; a step along an axis without meaning costs little. */
function steps(zone: Zone, far: number): [number, number][] {
  const reach = (scaled: boolean, length: number) => (scaled ? far : length);
  const [width, height] = [reach(zone.scaledX, zone.width), reach(zone.scaledY, zone.height)];
  const weigh = (scaled: boolean) => (scaled ? 1 : 0.12);
  const rows = zone.scaledX || zone.scaledY ? 1 : 0.2;
  const found: [number, number, number][] = [];
  for (let dx = -width; dx <= width; dx += 4)
    for (let dy = -height; dy <= height; dy += 4) {
      const cost = Math.hypot(dx * weigh(zone.scaledX) * rows, dy * weigh(zone.scaledY));
      if (cost <= far) found.push([dx, dy, cost]);
    }
  return found.sort((a, b) => a[2] - b[2]).map(([dx, dy]) => [dx, dy]);
}

function settle(
  ground: Ground,
  zone: Zone,
  ways: readonly [number, number][],
  { x, y, r }: Circle,
  from = 0,
): Circle | null {
  const [left, right] = [zone.x + r, zone.x + zone.width - r];
  const [top, bottom] = [zone.y + r, zone.y + zone.height - r];
  for (const [dx, dy] of ways) {
    const [at, level] = [x + dx, y + dy];
    if (at < left || at > right || level < top || level > bottom) continue;
    if (ground.isFree(at, level, r, from)) return { x: at, y: level, r };
  }
  return null;
}

/** Largest first, so that what matters most lies truest. Pure and repeatable. */
export function pack<T extends Item>(items: readonly T[], zones: Zones, most: number, largest: number): Packing<T> {
  const ground = new Ground();
  const ways = new Map<Zone, [number, number][]>();
  const waysOf = (zone: Zone) => {
    const known = ways.get(zone) ?? steps(zone, farthest);
    ways.set(zone, known);
    return known;
  };
  const placed: Placed<T>[] = [];
  const full = new Set<string>();
  const left = new Map<string, { zone: Zone; items: T[] }>();
  const bySize = [...items].sort((a, b) => (b.size ?? 0) - (a.size ?? 0) || (a.id < b.id ? -1 : 1));
  for (const item of bySize) {
    const zone = zoneOf(item, zones);
    const r = Math.min(radiusOf(item.size, most, largest), zone.width / 2, zone.height / 2);
    const at = { ...wanted(item, zone, r), r };
    // sizes only fall, but most are the smallest: where one of these found no place, the next will not either
    const spot = `${zone.x},${zone.y},${Math.round(at.x / 8)},${Math.round(at.y / 8)},${r}`;
    const circle = full.has(spot) ? null : settle(ground, zone, waysOf(zone), at);
    if (circle) {
      ground.add(circle);
      placed.push(Object.assign(circle, { item }));
    } else {
      full.add(spot);
      const key = `${zone.x},${zone.y},${Math.floor(at.x / gathering)},${Math.floor(at.y / gathering)}`;
      const gathered = left.get(key) ?? { zone, items: [] };
      gathered.items.push(item);
      left.set(key, gathered);
    }
  }
  return gather(placed, [...left.values()], ground, waysOf);
}

/** As large as its count needs: what it holds is told by the number, not by the area. */
const clusterRadius = (count: number) => Math.min(21, 11 + Math.sqrt(count) * 1.4);
/** Bubbles smaller than this make way for a cluster. */
const yielding = 12;

/** One circle for those that found no place; it takes in the small bubbles it would cover, and joins another it would hide. */
function gather<T extends Item>(
  placed: Placed<T>[],
  left: { zone: Zone; items: T[] }[],
  ground: Ground,
  waysOf: (zone: Zone) => [number, number][],
): Packing<T> {
  const clusters: (Cluster<T> & { zone: Zone })[] = [];
  let kept = placed;
  for (const { zone, items } of left.sort((a, b) => b.items.length - a.items.length)) {
    const r = Math.min(clusterRadius(items.length), zone.width / 2, zone.height / 2);
    const mean = (of: (item: T) => number) => items.reduce((sum, item) => sum + of(item), 0) / items.length;
    const at = { x: mean((one) => wanted(one, zone, r).x), y: mean((one) => wanted(one, zone, r).y), r };
    const circle =
      settle(ground, zone, waysOf(zone), at, yielding) ?? settle(ground, zone, steps(zone, 3 * farthest), at, yielding);
    const taken = new Set<Placed<T>>();
    if (circle)
      for (const one of kept)
        if (one.r < yielding && Math.hypot(one.x - circle.x, one.y - circle.y) < one.r + r + space) {
          taken.add(one);
          ground.remove(one);
        }
    if (taken.size > 0) kept = kept.filter((one) => !taken.has(one));
    const near = [...clusters].sort((a, b) => Math.hypot(a.x - at.x, a.y - at.y) - Math.hypot(b.x - at.x, b.y - at.y));
    const host = circle ? undefined : (near.find((one) => one.zone === zone) ?? near[0]);
    if (host) host.items.push(...items);
    else {
      const cluster = { ...(circle ?? at), zone, items: [...items, ...[...taken].map((one) => one.item)] };
      clusters.push(cluster);
      ground.add(cluster);
    }
  }
  return { placed: kept, clusters: clusters.map(({ items, x, y, r }) => ({ items, x, y, r })) };
}
