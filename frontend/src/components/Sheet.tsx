import { Dialog as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { cx } from "@/lib/cx";
import { CloseButton } from "./CloseButton";
import { useReturnFocus } from "./useReturnFocus";

type SheetProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  children: ReactNode;
  footer?: ReactNode;
  side?: "right" | "left";
};

/** A panel over the edge of the page, for details and longer forms. Full width on a phone. */
export function Sheet({ open, onOpenChange, title, children, footer, side = "right" }: SheetProps) {
  const focus = useReturnFocus(open);
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fade fixed inset-0 z-40 bg-scrim" />
        <Radix.Content
          {...focus}
          aria-describedby={undefined}
          className={cx(
            "fixed inset-y-0 z-50 flex flex-col bg-raised shadow-float outline-none",
            side === "right"
              ? "slide right-0 w-full border-line border-l sm:w-[min(34rem,92vw)]"
              : "fade left-0 w-[min(19rem,86vw)] border-line border-r",
          )}
        >
          <header className="flex items-center gap-4 border-line border-b py-3 pr-14 pl-5">
            <Radix.Title className="min-w-0 grow truncate font-semibold text-lg">{title}</Radix.Title>
          </header>
          <div className="min-h-0 grow overflow-y-auto px-5 py-4">{children}</div>
          {footer && (
            <footer className="flex flex-wrap justify-end gap-2 border-line border-t px-5 py-3">{footer}</footer>
          )}
          <Radix.Close asChild>
            <CloseButton />
          </Radix.Close>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
