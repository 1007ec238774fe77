import { useEffect } from "react";
import { Toaster, toast } from "sonner";
import "sonner/dist/styles.css";
import { m } from "@/paraglide/messages";
import { flush } from "./queue";

export function Sonner() {
  useEffect(() => flush(toast), []);
  return (
    <Toaster
      position="bottom-left" // the decisive buttons of sheets and panels stand at the right
      closeButton
      mobileOffset={{ bottom: "4.5rem" }}
      containerAriaLabel={m.common_notices()}
      toastOptions={{
        closeButtonAriaLabel: m.common_close(),
        unstyled: true,
        classNames: {
          toast:
            "flex w-(--width) items-start gap-2.5 rounded-lg border border-line-strong bg-raised px-3.5 py-3 text-base text-ink shadow-float",
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
