import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";

/** Long enough that the first screen has everything it asked for. */
const LATER_MS = 4000;

/** While the shell is open, what others change appears by itself. */
export function useLive() {
  const client = useQueryClient();
  useEffect(() => {
    let stop: (() => void) | undefined;
    let left = false;
    const timer = window.setTimeout(async () => {
      if (typeof EventSource === "undefined") return;
      const { listen } = await import("./live");
      if (!left) stop = listen(client);
    }, LATER_MS);
    return () => {
      left = true;
      window.clearTimeout(timer);
      stop?.();
    };
  }, [client]);
}
