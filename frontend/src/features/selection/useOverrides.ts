import { useCallback, useState } from "react";

/** Decisions against the solver, with their reasons, by opportunity. They reach the server with the decision itself. */
export type Overrides = Record<string, { chosen: boolean; reason: string }>;

const keyOf = (selectionId: string) => `loam.overrides.${selectionId}`;

function read(selectionId: string): Overrides {
  try {
    return JSON.parse(localStorage.getItem(keyOf(selectionId)) ?? "{}") as Overrides;
  } catch {
    return {};
  }
}

/** Kept on this device until the decision, so that a morning's work survives a closed window. */
export function useOverrides(selectionId: string) {
  const [overrides, setOverrides] = useState(() => read(selectionId));
  const keep = useCallback(
    (next: Overrides) => {
      if (Object.keys(next).length === 0) localStorage.removeItem(keyOf(selectionId));
      else localStorage.setItem(keyOf(selectionId), JSON.stringify(next));
      setOverrides(next);
    },
    [selectionId],
  );
  const set = (id: string, override: { chosen: boolean; reason: string }) => keep({ ...overrides, [id]: override });
  const remove = (id: string) => {
    const { [id]: _gone, ...rest } = overrides;
    keep(rest);
  };
  return { overrides, set, remove, clear: () => keep({}) };
}
