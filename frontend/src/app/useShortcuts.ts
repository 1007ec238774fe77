import { useEffect, useRef } from "react";
import { isComposing, isTyping } from "@/lib/keys";

type Shortcuts = { palette: () => void; keys: () => void };

/** ⌘K or Ctrl K: palette, from anywhere. `/`: the page's own search field, else the palette. j, k: into the list. `?`: the keys. */
export function useShortcuts(shortcuts: Shortcuts) {
  const now = useRef(shortcuts);
  now.current = shortcuts;
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (isComposing(event)) return;
      if ((event.metaKey || event.ctrlKey) && event.key.toLowerCase() === "k") {
        event.preventDefault();
        now.current.palette();
        return;
      }
      const inDialog = event.target instanceof Element && event.target.closest("[role=dialog]");
      if (event.metaKey || event.ctrlKey || event.altKey || isTyping(event.target) || inDialog) return;
      if (event.key === "/") {
        event.preventDefault();
        const field = document.querySelector<HTMLInputElement>("#main input[type=search]");
        if (field) field.select();
        else now.current.palette();
      } else if ((event.key === "j" || event.key === "k") && !document.activeElement?.closest("[role=grid]")) {
        document.querySelector<HTMLElement>("#main [role=grid] [role=row][tabindex='0']")?.focus();
      } else if (event.key === "?") {
        event.preventDefault();
        now.current.keys();
      }
    };
    addEventListener("keydown", onKeyDown);
    return () => removeEventListener("keydown", onKeyDown);
  }, []);
}
