import { Dialog as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { cx } from "@/lib/cx";
import { CloseButton } from "./CloseButton";
import { useReturnFocus } from "./useReturnFocus";

type DialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  description?: string;
  children?: ReactNode;
  /** Buttons, the decisive one last. */
  footer?: ReactNode;
  wide?: boolean;
};

/** A question that stops everything else. From below on a phone, in the middle elsewhere. */
export function Dialog({ open, onOpenChange, title, description, children, footer, wide }: DialogProps) {
  const focus = useReturnFocus(open);
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fade fixed inset-0 z-40 bg-scrim" />
        <Radix.Content
          {...focus}
          {...(description ? {} : { "aria-describedby": undefined })}
          className={cx(
            "rise fixed z-50 flex max-h-[85dvh] flex-col rounded-xl border border-line bg-raised shadow-float outline-none",
            "inset-x-2 bottom-2 sm:inset-x-0 sm:top-[12vh] sm:bottom-auto sm:mx-auto",
            wide ? "sm:w-[min(60rem,94vw)]" : "sm:w-[min(32rem,94vw)]",
          )}
        >
          <header className="px-5 pt-4 pr-14 pb-3">
            <Radix.Title className="font-semibold text-lg">{title}</Radix.Title>
            {description && <Radix.Description className="mt-1 text-ink-soft">{description}</Radix.Description>}
          </header>
          {children && <div className="min-h-0 overflow-y-auto px-5 pb-4">{children}</div>}
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
