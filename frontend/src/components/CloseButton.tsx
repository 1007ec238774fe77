import { X } from "lucide-react";
import type { ComponentProps } from "react";
import { m } from "@/paraglide/messages";

/** The cross of dialogs and sheets. Stands last in the markup, so that the first field gets the focus. */
export function CloseButton(props: ComponentProps<"button">) {
  return (
    <button
      type="button"
      {...props}
      aria-label={m.common_close()}
      className="absolute top-2.5 right-3 flex size-8 items-center justify-center rounded-md text-ink-soft hover:bg-hover hover:text-ink pointer-coarse:size-10"
    >
      <X aria-hidden className="size-4" />
    </button>
  );
}
