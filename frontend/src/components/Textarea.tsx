import type { ComponentProps } from "react";
import { cx } from "@/lib/cx";
import { control } from "./control";

/** Grows with what is written, up to half the window. */
export function Textarea({ className, rows = 3, ...rest }: ComponentProps<"textarea">) {
  return (
    <textarea
      rows={rows}
      {...rest}
      className={cx(control, "field-sizing-content max-h-[50vh] min-h-16 resize-y py-1.5 leading-relaxed", className)}
    />
  );
}
