import { LoaderCircle } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";
import { cx } from "@/lib/cx";

const looks = {
  primary: "bg-leaf text-on-leaf hover:bg-leaf-hover border-transparent",
  secondary: "bg-surface text-ink border-line-strong hover:bg-hover",
  quiet: "bg-transparent text-ink-soft border-transparent hover:bg-hover hover:text-ink",
  danger: "bg-bad text-on-bad hover:bg-bad-hover border-transparent",
} as const;

const sizes = {
  sm: "h-7 px-2 text-sm gap-1 pointer-coarse:h-9",
  md: "h-8 px-3 text-base gap-1.5 pointer-coarse:h-10",
  lg: "h-10 px-4 text-base gap-2",
} as const;

export type ButtonProps = ComponentProps<"button"> & {
  look?: keyof typeof looks;
  size?: keyof typeof sizes;
  icon?: ReactNode;
  /** Shows that the work runs and refuses further presses; the label stays, so the width does not jump. */
  busy?: boolean;
};

/** The classes alone, for a link that looks like a button. */
export const buttonClass = (look: keyof typeof looks = "secondary", size: keyof typeof sizes = "md") =>
  cx(
    "inline-flex shrink-0 select-none items-center justify-center whitespace-nowrap rounded-md border font-medium",
    "transition-colors duration-100 disabled:cursor-not-allowed disabled:opacity-55 [&_svg]:size-4 [&_svg]:shrink-0",
    looks[look],
    sizes[size],
  );

export function Button({ look, size, icon, busy, className, children, disabled, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      disabled={disabled || busy}
      aria-busy={busy || undefined}
      className={cx(buttonClass(look, size), className)}
    >
      {busy ? <LoaderCircle aria-hidden className="animate-spin" /> : icon}
      {children}
    </button>
  );
}
