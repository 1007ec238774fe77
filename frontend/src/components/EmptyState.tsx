import type { ReactNode } from "react";
import { cx } from "@/lib/cx";

type EmptyStateProps = {
  icon?: ReactNode;
  title: string;
  /** Teaches: what belongs here and why it is worth having. */
  children?: ReactNode;
  action?: ReactNode;
  /** Where there is nothing else on the page, this is its heading. */
  heading?: "h1" | "h2";
  className?: string;
};

export function EmptyState({ icon, title, children, action, heading: Heading = "h2", className }: EmptyStateProps) {
  return (
    <div className={cx("mx-auto flex max-w-md flex-col items-center px-4 py-14 text-center", className)}>
      {icon && (
        <span
          aria-hidden
          className="mb-4 flex size-11 items-center justify-center rounded-full bg-earth-soft text-earth-ink [&_svg]:size-5"
        >
          {icon}
        </span>
      )}
      <Heading className="font-semibold text-lg">{title}</Heading>
      {children && <div className="mt-1.5 text-pretty text-ink-soft">{children}</div>}
      {action && <div className="mt-5 flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  );
}
