import { Check, Minus } from "lucide-react";
import { Checkbox as Radix } from "radix-ui";
import type { ComponentProps } from "react";
import { cx } from "@/lib/cx";

/** Give it a label by Field, by a surrounding <label>, or by aria-label. */
export function Checkbox({ className, checked, ...rest }: ComponentProps<typeof Radix.Root>) {
  return (
    <Radix.Root
      checked={checked}
      {...rest}
      className={cx(
        "flex size-4 shrink-0 items-center justify-center rounded-sm border border-control bg-surface text-on-leaf pointer-coarse:size-5",
        "hover:border-ink-faint data-[state=checked]:border-leaf data-[state=checked]:bg-leaf",
        "data-[state=indeterminate]:border-leaf data-[state=indeterminate]:bg-leaf disabled:opacity-50 aria-invalid:border-bad",
        className,
      )}
    >
      <Radix.Indicator>
        {checked === "indeterminate" ? (
          <Minus aria-hidden className="size-3" />
        ) : (
          <Check aria-hidden className="size-3" strokeWidth={3} />
        )}
      </Radix.Indicator>
    </Radix.Root>
  );
}
