import { type ReactNode, useId } from "react";
import { cx } from "@/lib/cx";

type CardProps = { title?: string; actions?: ReactNode; children: ReactNode; className?: string; flush?: boolean };

/** A titled region of a page. `flush` lets a table or chart reach the edges. */
export function Card({ title, actions, children, className, flush }: CardProps) {
  const id = useId();
  return (
    <section
      aria-labelledby={title ? id : undefined}
      className={cx("min-w-0 rounded-lg border border-line bg-surface", className)}
    >
      {(title || actions) && (
        <header className="flex min-h-11 items-center justify-between gap-3 px-4 pt-2">
          {title && (
            <h2 id={id} className="truncate font-semibold">
              {title}
            </h2>
          )}
          {actions && <div className="flex items-center gap-1">{actions}</div>}
        </header>
      )}
      <div className={flush ? "" : cx("px-4 pb-4", !title && !actions && "pt-4")}>{children}</div>
    </section>
  );
}
