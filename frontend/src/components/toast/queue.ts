import type { toast } from "sonner";

/** The toast library is loaded with the first toast; until then calls wait here. */
type Show = (show: typeof toast) => void;

let engine: typeof toast | null = null;
let waiting: Show[] = [];
let wake: () => void = () => {};

export function enqueue(show: Show) {
  if (engine) return show(engine);
  waiting.push(show);
  wake();
}

export const wanted = {
  subscribe: (tell: () => void) => {
    wake = tell;
    return () => {
      wake = () => {};
    };
  },
  read: () => engine !== null || waiting.length > 0,
};

/** Called by the mounted toaster: from now on toasts go straight through. */
export function flush(ready: typeof toast) {
  engine = ready;
  for (const show of waiting) show(ready);
  waiting = [];
}
