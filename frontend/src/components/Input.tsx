import type { ComponentProps, ReactNode } from "react";
import { cx } from "@/lib/cx";
import { control, controlHeight } from "./control";

export function Input({ className, icon, ...rest }: ComponentProps<"input"> & { icon?: ReactNode }) {
  const field = (
    <input autoComplete="off" {...rest} className={cx(control, controlHeight, !!icon && "pl-8", className)} />
  );
  if (!icon) return field;
  return (
    <span className="relative block w-full">
      <span
        aria-hidden
        className="pointer-events-none absolute inset-y-0 left-2.5 flex items-center text-ink-faint [&_svg]:size-4"
      >
        {icon}
      </span>
      {field}
    </span>
  );
}
