import { type Label, labels } from "./labels";
import { type Horizon, horizons, type SandboxOpportunity, type SandboxRisk } from "./model";
import { type Cluster, largestRadius, type Placed, pack } from "./packing";
import { type Box, type Lanes, lanesFor, laneTitle, type Zones, zonesOf } from "./zones";

/** A sandbox as things at places: from rows and a size to what is drawn. Pure. */

export type Bubble = SandboxOpportunity & { size: number | null };
export type PaneId = Horizon | "none" | "all";
export type Pane = {
  id: PaneId;
  box: Box;
  zones: Zones;
  bubbles: Placed<Bubble>[];
  clusters: Cluster<Bubble>[];
  labels: Label[];
  risks: { shown: { risk: SandboxRisk; x: number; y: number }[]; more: number };
  count: number;
  revenue: number;
};
export type Scene = { width: number; height: number; panes: Pane[]; lanes: Lanes; most: number; largest: number };

export const axis = 44;
export const head = 44;
export const riskLane = 30;
export const foot = 26;
const between = 10;
const riskStep = 22;

const bubbleOf = (row: SandboxOpportunity): Bubble => ({ ...row, size: row.expected_revenue });

/** Columns by horizon; opportunities without one get a narrower column of their own, if there are any. */
export function boardScene(
  rows: readonly SandboxOpportunity[],
  risks: readonly SandboxRisk[],
  width: number,
  height: number,
): Scene {
  const lost = rows.some((row) => row.horizon === null);
  const ids: PaneId[] = lost ? [...horizons, "none"] : [...horizons];
  const share = (id: PaneId) => (id === "none" ? 0.55 : 1);
  const unit = (width - axis - between * (ids.length - 1)) / ids.reduce((sum, id) => sum + share(id), 0);
  let x = axis;
  const places = ids.map((id) => {
    const box = { x, y: 0, width: unit * share(id), height };
    x += box.width + between;
    return { id, box };
  });
  return scene(
    places,
    rows,
    risks,
    (row) => row.horizon ?? "none",
    (risk) => risk.horizon,
    width,
    height,
  );
}

/** One pane: attractiveness against position. */
export function spanScene(
  rows: readonly SandboxOpportunity[],
  risks: readonly SandboxRisk[],
  width: number,
  height: number,
): Scene {
  const places = [{ id: "all" as const, box: { x: axis, y: 0, width: width - axis, height } }];
  return scene(
    places,
    rows,
    risks,
    () => "all",
    () => "all",
    width,
    height,
  );
}

function scene(
  places: { id: PaneId; box: Box }[],
  rows: readonly SandboxOpportunity[],
  risks: readonly SandboxRisk[],
  paneOf: (row: SandboxOpportunity) => PaneId,
  paneOfRisk: (risk: SandboxRisk) => PaneId,
  width: number,
  height: number,
): Scene {
  const bubbles = rows.map(bubbleOf);
  const lanes = lanesFor(bubbles);
  const most = bubbles.reduce((top, one) => Math.max(top, one.size ?? 0), 0);
  // the fullest pane sets the scale for all, so that sizes can be compared
  const largest = Math.min(
    ...places.map(({ id, box }) =>
      largestRadius(
        bubbles.filter((one) => paneOf(one) === id).map((one) => one.size),
        box.width * (height - head - riskLane - foot),
        most,
      ),
    ),
  );
  const panes = places.map(({ id, box }) => {
    const region = {
      x: box.x + 6,
      y: head + riskLane,
      width: Math.max(80, box.width - 12),
      height: Math.max(120, height - head - riskLane - foot),
    };
    const zones = zonesOf(region, lanes);
    const mine = bubbles.filter((one) => paneOf(one) === id);
    const { placed, clusters } = pack(mine, zones, most, largest);
    const named = placed.filter((one) => one.r >= 9).map((one) => ({ ...one, id: one.item.id, text: one.item.title }));
    return {
      id,
      box,
      zones,
      bubbles: placed,
      clusters,
      labels: labels(
        named.slice(0, 40),
        [...placed, ...clusters],
        region,
        Math.round(region.width / 34),
        captions(id, zones),
      ),
      risks: riskRow(
        risks.filter((risk) => paneOfRisk(risk) === id),
        box,
      ),
      count: mine.length,
      revenue: mine.reduce((sum, one) => sum + (one.size ?? 0), 0),
    };
  });
  return { width, height, panes, lanes, most, largest };
}

/** Where words stand already: the name of the unrated lane and, on the matrix, those of the four fields. */
function captions(id: PaneId, { known, noAttractiveness }: Zones): Box[] {
  const lane = noAttractiveness ? [{ ...noAttractiveness, y: noAttractiveness.y - laneTitle, height: laneTitle }] : [];
  if (id !== "all") return lane;
  return [...lane, { ...known, height: 42 }, { ...known, y: known.y + known.height - 42, height: 42 }];
}

/** The gravest first, as many as fit. */
function riskRow(risks: readonly SandboxRisk[], box: Box): Pane["risks"] {
  const room = Math.max(1, Math.floor((box.width - 100) / riskStep));
  const shown = risks.slice(0, room);
  const y = head + riskLane / 2 - 2;
  return {
    shown: shown.map((risk, index) => ({ risk, x: box.x + 58 + index * riskStep, y })),
    more: risks.length - shown.length,
  };
}
