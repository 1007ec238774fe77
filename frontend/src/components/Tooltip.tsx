import { Tooltip as Radix } from "radix-ui";
import type { ReactElement } from "react";
import { m } from "@/paraglide/messages";
import { Kbd } from "./Kbd";

export const TooltipProvider = Radix.Provider;

/** A short word on hover and focus. Never the only place where something is said. */
export function Tooltip({ text, shortcut, children }: { text: string; shortcut?: string; children: ReactElement }) {
  return (
    <Radix.Root>
      <Radix.Trigger asChild>{children}</Radix.Trigger>
      <Radix.Portal>
        {/* a landmark of its own: tips live outside the page's landmarks */}
        <section aria-label={m.common_tip()}>
          <Radix.Content
            sideOffset={6}
            collisionPadding={8}
            className="z-60 flex max-w-72 items-center gap-2 rounded-md bg-ink px-2 py-1 text-canvas text-xs"
          >
            {text}
            {shortcut && <Kbd inverse>{shortcut}</Kbd>}
          </Radix.Content>
        </section>
      </Radix.Portal>
    </Radix.Root>
  );
}
