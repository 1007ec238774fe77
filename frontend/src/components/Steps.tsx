import { Check } from "lucide-react";
import { cx } from "@/lib/cx";
import { m } from "@/paraglide/messages";

type StepsProps = { label: string; steps: readonly string[]; current: number; onGo?: (step: number) => void };

/** Where one is in a longer task; done steps can be gone back to. */
export function Steps({ label, steps, current, onGo }: StepsProps) {
  return (
    <ol aria-label={label} className="flex flex-wrap items-center gap-x-2 gap-y-1">
      {steps.map((step, index) => {
        const done = index < current;
        const inner = (
          <>
            <span
              aria-hidden
              className={cx(
                "flex size-6 items-center justify-center rounded-full font-medium text-xs",
                done
                  ? "bg-leaf text-on-leaf"
                  : index === current
                    ? "bg-leaf-soft text-leaf-ink ring-1 ring-leaf"
                    : "bg-neutral-soft text-ink-soft",
              )}
            >
              {done ? <Check className="size-3.5" strokeWidth={3} /> : index + 1}
            </span>
            <span className={index === current ? "font-semibold" : "text-ink-soft max-sm:sr-only"}>{step}</span>
            {done && <span className="sr-only">{m.common_done()}</span>}
          </>
        );
        return (
          <li key={step} aria-current={index === current ? "step" : undefined} className="flex items-center gap-2">
            {index > 0 && (
              <span aria-hidden className={cx("h-px w-6", index <= current ? "bg-leaf" : "bg-line-strong")} />
            )}
            {done && onGo ? (
              <button
                type="button"
                onClick={() => onGo(index)}
                className="flex items-center gap-2 rounded-md hover:underline"
              >
                {inner}
              </button>
            ) : (
              <span className="flex items-center gap-2">{inner}</span>
            )}
          </li>
        );
      })}
    </ol>
  );
}
