import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useCallback, useRef, useState } from "react";
import { atVersion } from "@/api/client";
import {
  createPowerMapLink,
  createPowerMapPerson,
  deletePowerMapLink,
  deletePowerMapPerson,
  type PersonCreate,
  type PersonUpdate,
  updatePowerMap,
  updatePowerMapPerson,
} from "@/api/generated";
import { asProblem } from "@/api/problem";
import { toast } from "@/components/Toast";
import { m } from "@/paraglide/messages";
import type { LinkOut, PersonOut, PowerMapOut } from "./model";

type Undo = () => Promise<unknown>;
export type NewLine = Pick<LinkOut, "from" | "to" | "kind">;

/** Edits of one map, one after the other, each on the version it left behind; every one but a removal can be undone. */
export function useMapEdits(id: string) {
  const client = useQueryClient();
  const key = ["power_map", "record", id];
  const path = { power_map_id: id };
  const undos = useRef<Undo[]>([]);
  const [depth, setDepth] = useState(0);
  const push = (undo: Undo) => setDepth(undos.current.push(undo));
  const now = () => client.getQueryData<PowerMapOut>(key);
  const change = (with_: (map: PowerMapOut) => PowerMapOut) =>
    client.setQueryData<PowerMapOut>(key, (map) => map && with_(map));
  const reread = () =>
    Promise.all([
      client.invalidateQueries({ queryKey: ["power_map"] }),
      client.invalidateQueries({ queryKey: ["gate"] }),
    ]);

  const { mutateAsync: patch } = useMutation({
    scope: { id: `power map ${id}` },
    mutationFn: ({ person, body }: { person: string; body: PersonUpdate }) => {
      const row = now()?.people.find((one) => one.id === person);
      return updatePowerMapPerson({
        path: { ...path, person_id: person },
        body,
        headers: atVersion({ version: row?.version ?? 0 }),
      });
    },
    onMutate: ({ person, body }) => {
      const before = now();
      change((map) => ({
        ...map,
        people: map.people.map((one) => (one.id === person ? { ...one, ...(body as Partial<PersonOut>) } : one)),
      }));
      return before?.people.find((one) => one.id === person);
    },
    onSuccess: (saved) =>
      change((map) => ({ ...map, people: map.people.map((one) => (one.id === saved.id ? saved : one)) })),
    onError: (_error, { person }, before) => {
      if (before) change((map) => ({ ...map, people: map.people.map((one) => (one.id === person ? before : one)) }));
    },
  });

  /** Moves a card; nothing but its place changes. */
  const move = async (person: PersonOut, to: { x: number; y: number }) => {
    const { x, y } = person;
    push(() => patch({ person: person.id, body: { x, y } }));
    await patch({ person: person.id, body: to }).catch((error) => {
      undos.current.pop();
      refused(error);
    });
  };

  /** Gives all cards back to the automatic order. */
  const tidy = async () => {
    const placed = now()?.people.filter((one) => one.x !== null || one.y !== null) ?? [];
    if (placed.length === 0) return;
    push(() => Promise.all(placed.map(({ id: person, x, y }) => patch({ person, body: { x, y } }))));
    await Promise.all(placed.map((one) => patch({ person: one.id, body: { x: null, y: null } }))).catch(refused);
  };

  /** Saves judgements; throws what the server refuses, for the form to show. */
  const save = async (person: PersonOut, body: PersonUpdate) => {
    const { evidence, status, confirmed_on } = person;
    const old = Object.fromEntries(Object.keys(body).map((name) => [name, person[name as keyof PersonOut]]));
    await patch({ person: person.id, body });
    push(async () => {
      await patch({ person: person.id, body: { ...old, evidence, status, confirmed_on } });
      await reread();
    });
    await reread();
  };

  const add = async (body: PersonCreate) => {
    const made = await createPowerMapPerson({ path, body });
    push(async () => {
      const row = now()?.people.find((one) => one.id === made.id);
      if (row) await deletePowerMapPerson({ path: { ...path, person_id: row.id }, headers: atVersion(row) });
      await reread();
    });
    await reread();
    return made;
  };

  const remove = async (person: PersonOut) => {
    await deletePowerMapPerson({ path: { ...path, person_id: person.id }, headers: atVersion(person) });
    await reread();
  };

  const addLine = async (line: NewLine) => {
    const made = await createPowerMapLink({ path, body: line });
    push(async () => {
      await deletePowerMapLink({ path: { ...path, link_id: made.id } });
      await reread();
    });
    await reread();
  };

  const removeLine = async (line: LinkOut) => {
    await deletePowerMapLink({ path: { ...path, link_id: line.id } });
    const { from, to, kind } = line;
    push(async () => {
      await createPowerMapLink({ path, body: { from, to, kind } });
      await reread();
    });
    await reread();
  };

  const setChecked = async (competitors_checked_on: string | null) => {
    const map = now();
    if (!map) return;
    const before = map.competitors_checked_on;
    const send = async (day: string | null) => {
      const saved = await updatePowerMap({
        path,
        body: { competitors_checked_on: day },
        headers: atVersion(now() ?? map),
      });
      client.setQueryData(key, saved);
      await reread();
    };
    await send(competitors_checked_on).then(() => push(() => send(before)), refused);
  };

  const undo = useCallback(async () => {
    const last = undos.current.pop();
    setDepth(undos.current.length);
    if (!last) return;
    await last().then(() => toast.done(m.powermap_undone()), refused);
  }, []);

  return { move, tidy, save, add, remove, addLine, removeLine, setChecked, undo, mayUndo: depth > 0 };
}

export type MapEdits = ReturnType<typeof useMapEdits>;

const refused = (error: unknown) => toast.problem(asProblem(error));
