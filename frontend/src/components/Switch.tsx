import { Switch as Radix } from "radix-ui";
import type { ComponentProps } from "react";
import { cx } from "@/lib/cx";

/** For what takes effect at once; inside a form that is sent later, use Checkbox. */
export function Switch({ className, ...rest }: ComponentProps<typeof Radix.Root>) {
  return (
    <Radix.Root
      {...rest}
      className={cx(
        "h-5 w-9 shrink-0 rounded-full bg-control p-0.5 transition-colors data-[state=checked]:bg-leaf disabled:opacity-50",
        className,
      )}
    >
      <Radix.Thumb className="block size-4 rounded-full bg-surface transition-transform duration-100 data-[state=checked]:translate-x-4" />
    </Radix.Root>
  );
}
