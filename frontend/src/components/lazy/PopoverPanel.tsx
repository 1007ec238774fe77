import { Popover as Radix } from "radix-ui";
import { cx } from "@/lib/cx";
import { floating } from "../control";
import type { PopoverProps } from "../Popover";

/** The open panel and its trigger; loaded when a popover is first reached for. */
export function PopoverPanel({ trigger, label, children, open, onOpenChange, align = "start" }: PopoverProps) {
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange} defaultOpen>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          aria-label={label}
          align={align}
          sideOffset={4}
          collisionPadding={8}
          className={cx(floating, "p-3")}
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
