import type { ComponentProps, ReactNode } from "react";
import { cx } from "@/lib/cx";
import { Tooltip } from "./Tooltip";

type IconButtonProps = Omit<ComponentProps<"button">, "aria-label" | "children"> & {
  /** Read out and shown on hover: an icon alone is never enough. */
  label: string;
  icon: ReactNode;
  /** The key that does the same, shown beside the label. */
  shortcut?: string;
  size?: "sm" | "md";
};

export function IconButton({ label, icon, shortcut, size = "md", className, ...rest }: IconButtonProps) {
  return (
    <Tooltip text={label} shortcut={shortcut}>
      <button
        type="button"
        {...rest}
        aria-label={label}
        className={cx(
          "inline-flex shrink-0 items-center justify-center rounded-md text-ink-soft transition-colors hover:bg-hover hover:text-ink",
          "disabled:cursor-not-allowed disabled:opacity-50 aria-pressed:bg-leaf-soft aria-pressed:text-leaf-ink [&_svg]:size-4",
          size === "sm" ? "size-7 pointer-coarse:size-9" : "size-8 pointer-coarse:size-10",
          className,
        )}
      >
        {icon}
      </button>
    </Tooltip>
  );
}
