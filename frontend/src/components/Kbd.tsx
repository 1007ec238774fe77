import { cx } from "@/lib/cx";

/** A key as printed on the keyboard. */
export function Kbd({ children, inverse }: { children: string; inverse?: boolean }) {
  return (
    <kbd
      className={cx(
        "inline-flex h-5 min-w-5 items-center justify-center rounded-sm border px-1 font-sans text-xs",
        inverse ? "border-current opacity-80" : "border-line-strong bg-surface text-ink-soft",
      )}
    >
      {children}
    </kbd>
  );
}
