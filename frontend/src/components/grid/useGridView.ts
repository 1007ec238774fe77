import { useCallback, useState } from "react";
import { type GridView, plainView } from "./columns";

/** The view of one list, remembered on this device under `name`. */
export function useGridView(name: string): [GridView, (view: GridView) => void] {
  const key = `loam-grid-${name}`;
  const [view, setView] = useState<GridView>(() => {
    try {
      return { ...plainView, ...JSON.parse(localStorage.getItem(key) ?? "{}") };
    } catch {
      return plainView;
    }
  });
  const keep = useCallback(
    (next: GridView) => {
      setView(next);
      localStorage.setItem(key, JSON.stringify(next));
    },
    [key],
  );
  return [view, keep];
}
