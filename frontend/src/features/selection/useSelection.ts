import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { getFrontier, getSelection, listChoices, listUsage } from "@/api/generated";
import { readAll } from "@/api/readAll";
import type { SelectionOut } from "./model";

export const useSelection = (id: string) =>
  useQuery({
    queryKey: ["selection", "record", id],
    queryFn: ({ signal }) => getSelection({ path: { selection_id: id }, signal }),
  });

/** Results belong to the version that was solved: a new one is read anew. */
const keyOf = (kind: string, one: SelectionOut | undefined) => ["selection", kind, one?.id, one?.solved_at, one?.state];
const solved = (one: SelectionOut | undefined) => one !== undefined && one.state !== "draft";

export const useChoices = (one: SelectionOut | undefined) =>
  useQuery({
    queryKey: keyOf("choices", one),
    queryFn: ({ signal }) => readAll((query) => listChoices({ path: { selection_id: one?.id ?? "" }, query, signal })),
    enabled: solved(one),
    staleTime: Number.POSITIVE_INFINITY,
  });

export const useUsage = (one: SelectionOut | undefined) =>
  useQuery({
    queryKey: keyOf("usage", one),
    queryFn: ({ signal }) => listUsage({ path: { selection_id: one?.id ?? "" }, signal }),
    enabled: solved(one),
    staleTime: Number.POSITIVE_INFINITY,
  });

export const useFrontier = (one: SelectionOut | undefined, wanted: boolean) =>
  useQuery({
    queryKey: keyOf("frontier", one),
    queryFn: ({ signal }) => getFrontier({ path: { selection_id: one?.id ?? "" }, signal }),
    enabled: wanted && solved(one) && one?.status !== "infeasible",
    staleTime: Number.POSITIVE_INFINITY,
  });

/** Puts a selection the server answered in its place, and lets lists follow. */
export function useKeep() {
  const client = useQueryClient();
  return useCallback(
    (saved: SelectionOut) => {
      client.setQueryData(["selection", "record", saved.id], saved);
      void client.invalidateQueries({ queryKey: ["selection", "of", saved.cycle_id] });
    },
    [client],
  );
}
