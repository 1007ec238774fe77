import { type KeyboardEvent, useCallback } from "react";
import { isComposing, isTyping } from "@/lib/keys";

type GridKeys = {
  active: number;
  count: number;
  pageRows: number;
  go: (index: number) => void;
  open?: (index: number) => void;
  edit?: (index: number) => void;
  choose?: (index: number) => void;
};

/** j k and arrows walk, Enter opens, e edits, x or Space chooses, Home End PageUp PageDown leap. */
export function useGridKeys({ active, count, pageRows, go, open, edit, choose }: GridKeys) {
  return useCallback(
    (event: KeyboardEvent) => {
      if (isComposing(event) || isTyping(event.target) || event.metaKey || event.ctrlKey || event.altKey) return;
      const onRow = (event.target as HTMLElement).getAttribute("role") === "row";
      const leaps: Record<string, number> = {
        j: active + 1,
        ArrowDown: active + 1,
        k: active - 1,
        ArrowUp: active - 1,
        Home: 0,
        End: count - 1,
        PageDown: active + pageRows,
        PageUp: active - pageRows,
      };
      const leap = leaps[event.key];
      const act =
        leap !== undefined
          ? () => go(Math.min(count - 1, Math.max(0, leap)))
          : event.key === "Enter" && onRow && open
            ? () => open(active)
            : event.key === "e" && edit
              ? () => edit(active)
              : (event.key === "x" || (event.key === " " && onRow)) && choose
                ? () => choose(active)
                : null;
      if (!act || count === 0) return;
      event.preventDefault();
      act();
    },
    [active, count, pageRows, go, open, edit, choose],
  );
}
