import { type ReactNode, useId } from "react";

type PartProps = { title: string; hint?: string; actions?: ReactNode; children: ReactNode };

/** One titled part of the privacy panel. */
export function Part({ title, hint, actions, children }: PartProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="grid gap-2">
      <header className="flex min-h-8 items-center justify-between gap-3">
        <h3 id={id} className="font-semibold">
          {title}
        </h3>
        {actions}
      </header>
      {hint && <p className="text-pretty text-ink-soft text-sm">{hint}</p>}
      {children}
    </section>
  );
}
