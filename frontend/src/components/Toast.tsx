import { lazy, Suspense, useSyncExternalStore } from "react";
import type { Problem } from "@/api/problem";
import { m } from "@/paraglide/messages";
import { enqueue, wanted } from "./toast/queue";

type Action = { label: string; run: () => void };

const act = (action?: Action) => action && { label: action.label, onClick: action.run };

/** Short words about what just happened. Whoever misses one must lose nothing. */
export const toast = {
  done: (text: string, action?: Action) =>
    enqueue((show) => show.success(text, { action: act(action), duration: action ? 8000 : 3500 })),
  info: (text: string, action?: Action) => enqueue((show) => show(text, { action: act(action) })),
  /** A refusal: title, reason and the number to quote to operations. Stays until closed when something can be done. */
  problem: (problem: Problem, action?: Action) =>
    enqueue((show) =>
      show.error(problem.title, {
        description: [problem.detail, problem.request_id && m.common_request_id({ id: problem.request_id })]
          .filter(Boolean)
          .join(" · "),
        action: act(action),
        duration: action ? Number.POSITIVE_INFINITY : 8000,
      }),
    ),
};

const Sonner = lazy(() => import("./toast/Sonner").then((module) => ({ default: module.Sonner })));

/** Stands once in the root of the app. */
export function Toaster() {
  const needed = useSyncExternalStore(wanted.subscribe, wanted.read);
  return <Suspense>{needed && <Sonner />}</Suspense>;
}
