import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { atVersion } from "@/api/client";
import type { FieldMapping, ImportRunOut } from "@/api/generated";
import { useDebounced } from "@/hooks/useDebounced";
import { calls, runKey, type Service } from "./calls";
import { bodyOf, type Draft, draftOf, isSame } from "./draft";

/** The mapping as it is being edited; kept by the server a moment after each change, one change after the other. */
export function useDraft(service: Service, run: ImportRunOut) {
  const client = useQueryClient();
  const [draft, setDraft] = useState(() => draftOf(run));
  const [error, setError] = useState<unknown>(null);
  const saved = useRef(run);
  const queue = useRef<Promise<unknown>>(Promise.resolve());
  const latest = useRef(draft);
  latest.current = draft;

  const save = useRef((wanted: Draft) => {
    const next = queue.current.then(async () => {
      if (isSame(wanted, draftOf(saved.current))) return;
      const path = { run_id: run.id };
      saved.current = await calls[service].change({ path, body: bodyOf(wanted), headers: atVersion(saved.current) });
      client.setQueryData(runKey(service, run.id), saved.current);
      setError(null);
    });
    queue.current = next.catch(setError);
    return next;
  }).current;

  const rested = useDebounced(draft, 700);
  useEffect(() => void save(rested).catch(() => {}), [rested, save]);
  // what was typed last is kept too when one leaves
  useEffect(() => () => void save(latest.current).catch(() => {}), [save]);

  return {
    draft,
    error,
    isSaved: isSame(draft, draftOf(saved.current)),
    set: (change: Partial<Draft>) => setDraft((old) => ({ ...old, ...change })),
    setField: (name: string, entry: FieldMapping | undefined) =>
      setDraft((old) => {
        const { [name]: _, ...others } = old.mapping;
        return { ...old, mapping: entry ? { ...others, [name]: entry } : others };
      }),
    flush: () => save(latest.current),
    /** Says that the samples read as they should; takes its turn among the other changes. */
    confirm: () => {
      const next = queue.current.then(async () => {
        const headers = atVersion(saved.current);
        saved.current = await calls[service].change({ path: { run_id: run.id }, body: { confirmed: true }, headers });
        client.setQueryData(runKey(service, run.id), saved.current);
      });
      queue.current = next.catch(setError);
      return queue.current;
    },
    /** Takes what the server has, after somebody else changed it. */
    reload: async () => {
      const fresh = await calls[service].get({ path: { run_id: run.id } });
      saved.current = fresh;
      client.setQueryData(runKey(service, run.id), fresh);
      setDraft(draftOf(fresh));
      setError(null);
    },
  };
}

export type DraftState = ReturnType<typeof useDraft>;
