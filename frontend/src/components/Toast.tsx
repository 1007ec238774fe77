import { Toaster as Sonner, toast as show } from "sonner";
import "sonner/dist/styles.css";
import type { Problem } from "@/api/problem";
import { m } from "@/paraglide/messages";

type Action = { label: string; run: () => void };

const act = (action?: Action) => action && { label: action.label, onClick: action.run };

/** Short words about what just happened. Whoever misses one must lose nothing. */
export const toast = {
  done: (text: string, action?: Action) => show.success(text, { action: act(action), duration: action ? 8000 : 3500 }),
  info: (text: string, action?: Action) => show(text, { action: act(action) }),
  /** A refusal: title, reason and the number to quote to operations. Stays until closed when something can be done. */
  problem: (problem: Problem, action?: Action) =>
    show.error(problem.title, {
      description: [problem.detail, problem.request_id && m.common_request_id({ id: problem.request_id })]
        .filter(Boolean)
        .join(" · "),
      action: act(action),
      duration: action ? Number.POSITIVE_INFINITY : 8000,
    }),
};

export function Toaster() {
  return (
    <Sonner
      position="bottom-right"
      closeButton
      mobileOffset={{ bottom: "4.5rem" }}
      containerAriaLabel={m.common_notices()}
      toastOptions={{
        closeButtonAriaLabel: m.common_close(),
        unstyled: true,
        classNames: {
          toast:
            "flex w-(--width) items-start gap-2.5 rounded-lg border border-line-strong bg-raised px-3.5 py-3 text-ink text-base shadow-float",
          title: "font-medium",
          description: "text-ink-soft text-sm",
          icon: "mt-0.5",
          content: "grow",
          success: "[&_[data-icon]]:text-leaf",
          error: "[&_[data-icon]]:text-bad",
          actionButton: "shrink-0 rounded-md px-2 py-0.5 font-medium text-leaf-ink hover:bg-leaf-soft",
          closeButton: "order-last shrink-0 rounded-sm p-0.5 text-ink-faint hover:text-ink",
        },
      }}
    />
  );
}
