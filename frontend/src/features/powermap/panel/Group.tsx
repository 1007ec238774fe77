import type { ReactNode } from "react";

export function Group({ title, aside, children }: { title: string; aside?: ReactNode; children: ReactNode }) {
  return (
    <section aria-label={title}>
      <div className="mb-2 flex min-h-7 items-center justify-between gap-2">
        <h3 className="font-semibold">{title}</h3>
        {aside}
      </div>
      <div className="grid grid-cols-2 gap-3">{children}</div>
    </section>
  );
}

export function Whole({ children }: { children: ReactNode }) {
  return <div className="col-span-2">{children}</div>;
}
