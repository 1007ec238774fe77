import { type RefObject, useEffect } from "react";

/** Where a row of links or tabs is wider than the screen, the current one is scrolled into the middle. */
export function useCurrentInSight(row: RefObject<HTMLElement | null>, current: unknown) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: another current one asks for another place
  useEffect(() => {
    const chosen = row.current?.querySelector<HTMLElement>("[aria-current=page], [aria-selected=true]");
    if (!row.current || !chosen) return;
    const [outer, inner] = [row.current.getBoundingClientRect(), chosen.getBoundingClientRect()];
    row.current.scrollLeft += inner.left + inner.width / 2 - outer.left - outer.width / 2;
  }, [row, current]);
}
