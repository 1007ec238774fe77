import { useCallback, useRef, useState } from "react";

/** Chosen row ids; Shift chooses everything since the last choice. Pass the result on to DataGrid as `selection`. */
export function useSelection() {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const anchor = useRef(0);
  const choose = useCallback((rowIds: readonly string[], index: number, chosen: boolean, range: boolean) => {
    const [from, to] = range ? [anchor.current, index].sort((a, b) => a - b) : [index, index];
    anchor.current = index;
    setIds((before) => {
      const after = new Set(before);
      for (const id of rowIds.slice(from, (to ?? index) + 1)) {
        if (chosen) after.add(id);
        else after.delete(id);
      }
      return after;
    });
  }, []);
  const clear = useCallback(() => setIds(new Set()), []);
  const replace = useCallback((rowIds: readonly string[]) => setIds(new Set(rowIds)), []);
  return { ids, choose, clear, replace };
}

export type Selection = ReturnType<typeof useSelection>;
