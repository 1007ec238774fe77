import type { Edge, Node } from "@xyflow/react";
import type { Point } from "../layout";
import { type LinkOut, type PersonOut, type PowerMapOut, stalePeople } from "../model";

export type LineKind = "solid" | "dotted" | LinkOut["kind"];
export type PersonData = {
  person: PersonOut;
  stale: boolean;
  chosen: boolean;
  /** One card is in the tab order; arrow keys reach the others. */
  reachable: boolean;
  vendors: ReadonlyMap<string, string>;
  onOpen: (id: string) => void;
};
export type PersonNode = Node<PersonData, "person">;
export type LineEdge = Edge<{ kind: LineKind }, "line">;

type Look = Pick<PersonData, "vendors" | "onOpen"> & { chosen: string | undefined; reachable: string | undefined };

export function nodesOf(map: PowerMapOut, places: ReadonlyMap<string, Point>, look: Look): PersonNode[] {
  const stale = stalePeople(map.assessment);
  return map.people.map((person) => ({
    id: person.id,
    type: "person",
    position: places.get(person.id) ?? { x: 0, y: 0 },
    style: { pointerEvents: "all" }, // a reader who may not drag still opens people
    data: {
      person,
      stale: stale.has(person.id),
      chosen: person.id === look.chosen,
      reachable: person.id === look.reachable,
      vendors: look.vendors,
      onOpen: look.onOpen,
    },
  }));
}

/** Reporting lines run from superior to report; influence and conflict from side to side. */
export function linesOf({ people, links }: Pick<PowerMapOut, "people" | "links">) {
  const known = new Set(people.map((one) => one.id));
  const line = (kind: LineKind, source: string, target: string) => ({
    id: `${kind}:${source}:${target}`,
    kind,
    source,
    target,
  });
  return [
    ...people.flatMap((one) => [
      ...(one.reports_to_id && known.has(one.reports_to_id) ? [line("solid", one.reports_to_id, one.id)] : []),
      ...(one.dotted_to_id && known.has(one.dotted_to_id) ? [line("dotted", one.dotted_to_id, one.id)] : []),
    ]),
    ...links.map((link) => line(link.kind, link.from, link.to)),
  ];
}

export const edgesOf = (map: PowerMapOut): LineEdge[] =>
  linesOf(map).map(({ kind, ...edge }) => ({
    ...edge,
    type: "line",
    data: { kind },
    focusable: false,
    selectable: false,
  }));
