import type { SandboxRisk } from "./model";
import type { Bubble, PaneId, Scene } from "./scene";

/** Everything on the board one can point at or walk to. */
export type Node = { key: string; pane: PaneId; x: number; y: number; r: number } & (
  | { kind: "bubble"; row: Bubble }
  | { kind: "cluster"; rows: Bubble[] }
  | { kind: "risk"; risk: SandboxRisk }
);

export const nodesOf = (scene: Scene): Node[] =>
  scene.panes.flatMap((pane): Node[] => [
    ...pane.risks.shown.map(({ risk, x, y }) => ({
      key: risk.id,
      pane: pane.id,
      kind: "risk" as const,
      risk,
      x,
      y,
      r: 9,
    })),
    ...pane.bubbles.map(({ item, x, y, r }) => ({
      key: item.id,
      pane: pane.id,
      kind: "bubble" as const,
      row: item,
      x,
      y,
      r,
    })),
    ...pane.clusters.map(({ items, x, y, r }) => ({
      key: `cluster-${items[0]?.id}`,
      pane: pane.id,
      kind: "cluster" as const,
      rows: items,
      x,
      y,
      r,
    })),
  ]);

export type Arrow = "ArrowLeft" | "ArrowRight" | "ArrowUp" | "ArrowDown";
export const isArrow = (key: string): key is Arrow => /^Arrow(Left|Right|Up|Down)$/.test(key);

/** The nearest node in a direction; what lies aside counts as farther. */
export function neighbour(nodes: readonly Node[], from: Node, arrow: Arrow): Node | undefined {
  const across = arrow === "ArrowLeft" || arrow === "ArrowRight";
  const sign = arrow === "ArrowLeft" || arrow === "ArrowUp" ? -1 : 1;
  let best: Node | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const node of nodes) {
    const ahead = sign * (across ? node.x - from.x : node.y - from.y);
    if (node.key === from.key || ahead <= 0.5) continue;
    const distance = ahead + 2.5 * Math.abs(across ? node.y - from.y : node.x - from.x);
    if (distance < least) [best, least] = [node, distance];
  }
  return best;
}
