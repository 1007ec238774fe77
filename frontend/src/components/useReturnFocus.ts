import { useRef } from "react";

/**
 * Who opened a dialog gets the focus back when it closes. Ours are mounted when they are needed and have no trigger of
 * their own, so that nobody else remembers. What is gone meanwhile (a row that was deleted) leaves it to the content.
 */
export function useReturnFocus(open: boolean) {
  const opener = useRef<Element | null>(null);
  const wasOpen = useRef(false);
  // while drawing: a field that takes the focus by itself does so before any effect could ask who had it
  if (open && !wasOpen.current) opener.current = document.activeElement;
  wasOpen.current = open;
  return {
    onCloseAutoFocus: (event: Event) => {
      event.preventDefault();
      const back = opener.current;
      const target = back instanceof HTMLElement && back.isConnected && back !== document.body ? back : undefined;
      (target ?? document.getElementById("main"))?.focus({ preventScroll: true });
    },
  };
}
