import { type InfiniteData, type QueryClient, useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import type { Page } from "@/api/client";
import { asProblem } from "@/api/problem";
import { toast } from "@/components/Toast";
import { m } from "@/paraglide/messages";

/** Every editable record carries its id and the version that If-Match needs. */
export type Versioned = { id: string; version: number };

type PatchOptions<Row extends Versioned> = {
  noun: string;
  /** Sends the change; answers with the record as the server now has it. */
  patch: (record: Row, change: Partial<Row>) => Promise<Row>;
  /** Offers "undo" for some seconds after the change; on unless set to false. */
  undo?: boolean;
};

type Edit<Row> = { record: Row; change: Partial<Row>; isUndo?: boolean };

/**
 * Shows a change at once, everywhere the record is shown; takes it back, visibly, when the server refuses.
 * Changes are sent one after the other, each against the version the last one left: one's own haste is no conflict.
 */
export function usePatch<Row extends Versioned>({ noun, patch, undo = true }: PatchOptions<Row>) {
  const client = useQueryClient();
  const left = useRef(new Map<string, number>());
  const waiting = useRef(new Set<Edit<Row>>());
  const mutation = useMutation({
    scope: { id: `patch ${noun}` },
    mutationFn: ({ record, change }: Edit<Row>) =>
      patch({ ...record, version: Math.max(record.version, left.current.get(record.id) ?? 0) }, change),
    onMutate: async (edit) => {
      const { record, change } = edit;
      waiting.current.add(edit);
      await client.cancelQueries({ queryKey: [noun] });
      const before = client.getQueriesData({ queryKey: [noun] });
      replace(client, noun, record.id, (row: Row) => ({ ...row, ...change }));
      return { before };
    },
    onError: (error, _edit, context) => {
      for (const [key, data] of context?.before ?? []) client.setQueryData(key, data);
      const problem = asProblem(error);
      if (problem.status === 412) {
        const reload = () => void client.invalidateQueries({ queryKey: [noun] });
        toast.problem(problem, { label: m.common_reload(), run: reload });
      } else toast.problem(problem);
    },
    onSettled: (_saved, _error, edit) => void waiting.current.delete(edit),
    onSuccess: (saved, edit) => {
      const { record, change, isUndo } = edit;
      left.current.set(saved.id, saved.version);
      // what was changed meanwhile stays on screen: the answer does not know of it yet
      const later = [...waiting.current].filter((one) => one !== edit && one.record.id === saved.id);
      const ahead = Object.assign({}, ...later.map((one) => one.change)) as Partial<Row>;
      replace(client, noun, saved.id, (row: Row) => ({ ...row, ...saved, ...ahead }));
      if (!undo || isUndo) return;
      const back = Object.fromEntries(Object.keys(change).map((key) => [key, record[key as keyof Row]]));
      toast.done(m.common_saved(), {
        label: m.common_undo(),
        run: () => mutation.mutate({ record: saved, change: back as Partial<Row>, isUndo: true }),
      });
    },
  });
  return mutation;
}

function replace<Row extends Versioned>(client: QueryClient, noun: string, id: string, change: (row: Row) => Row) {
  client.setQueryData<Row>([noun, "record", id], (row) => row && change(row));
  client.setQueriesData<InfiniteData<Page<Row>>>({ queryKey: [noun, "list"] }, (data) => {
    if (!data) return data;
    const inPage = (page: Page<Row>) =>
      page.items.some((row) => row.id === id)
        ? { ...page, items: page.items.map((row) => (row.id === id ? change(row) : row)) }
        : page;
    return { ...data, pages: data.pages.map(inPage) };
  });
}
