/** Where what may lie: known figures by their scales, unknown ones in lanes of their own, so that unknown never looks like zero. */

export type Box = { x: number; y: number; width: number; height: number };

/** A rectangle a bubble must stay in, and whether a place along an axis means something there. */
export type Zone = Box & { scaledX: boolean; scaledY: boolean };

export type Zones = { known: Zone; noPosition: Zone | null; noAttractiveness: Zone | null };

export type Figures = { attractiveness: number | null; position: number | null };

/** The shares of a region that its lanes take: none where all is known, never so much that the rest cannot be read. */
export type Lanes = { left: number; bottom: number };

export function lanesFor(items: readonly Figures[]): Lanes {
  const rated = items.filter((one) => one.attractiveness !== null);
  const noX = rated.filter((one) => one.position === null).length / (rated.length || 1);
  const noY = (items.length - rated.length) / (items.length || 1);
  return {
    left: noX === 0 ? 0 : Math.min(0.7, Math.max(0.22, noX)),
    bottom: noY === 0 ? 0 : Math.min(0.4, Math.max(0.18, noY * 0.6)),
  };
}

const gap = 6;
export const laneTitle = 24;

/** Parts a region: an attractiveness lane at the bottom, a position lane at the left, the scales in what is left. */
export function zonesOf(region: Box, lanes: Lanes): Zones {
  const left = Math.round(region.width * lanes.left);
  const bottom = Math.round(region.height * lanes.bottom);
  const known: Zone = {
    x: region.x + left + (left && gap),
    y: region.y,
    width: region.width - left - (left && gap),
    height: region.height - bottom - (bottom && gap),
    scaledX: true,
    scaledY: true,
  };
  // below the lane's name
  const floor = { y: region.y + region.height - bottom + laneTitle, height: bottom - laneTitle };
  return {
    known,
    noPosition: left ? { ...known, x: region.x, width: left, scaledX: false } : null,
    noAttractiveness: bottom ? { ...floor, x: region.x, width: region.width, scaledX: false, scaledY: false } : null,
  };
}

export function zoneOf(item: Figures, zones: Zones): Zone {
  if (item.attractiveness === null) return zones.noAttractiveness ?? zones.known;
  if (item.position === null) return zones.noPosition ?? zones.known;
  return zones.known;
}

/** The point a bubble of radius `r` wants: its figures on the zone's scales, the middle of an axis without meaning. */
export function wanted(item: Figures, zone: Zone, r: number): { x: number; y: number } {
  const along = (from: number, length: number, share: number) =>
    from + Math.min(length - r, Math.max(r, length * share));
  // where neither axis means anything, rows from the top left
  if (!zone.scaledX && !zone.scaledY) return { x: zone.x + r + 6, y: zone.y + r };
  return {
    x: along(zone.x, zone.width, zone.scaledX ? (item.position ?? 50) / 100 : 0.5),
    y: along(zone.y, zone.height, zone.scaledY ? 1 - (item.attractiveness ?? 50) / 100 : 0.5),
  };
}
