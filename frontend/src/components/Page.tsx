import type { ReactNode } from "react";
import { cx } from "@/lib/cx";

type PageProps = {
  title: string;
  /** Breadcrumbs above the title. */
  above?: ReactNode;
  /** Beside the title: a badge, a count. */
  aside?: ReactNode;
  /** The page's buttons, the primary one last. */
  actions?: ReactNode;
  /** Tabs or filters: a second line that stays with the header. */
  below?: ReactNode;
  children?: ReactNode;
  /** For grids, boards and canvases: the content fills the window and scrolls inside itself. */
  full?: boolean;
};

/** The frame of every screen: one h1, actions at the right, content below. */
export function Page({ title, above, aside, actions, below, children, full }: PageProps) {
  return (
    <div className={cx("flex flex-col", full ? "h-full min-h-0" : "min-h-full")}>
      <header className="border-line border-b bg-surface px-4 md:px-6">
        {above && <div className="pt-2">{above}</div>}
        <div className="flex min-h-12 flex-wrap items-center gap-x-3 gap-y-1 py-1.5">
          <h1 className="min-w-0 truncate font-semibold text-lg">{title}</h1>
          {aside}
          {actions && <div className="ml-auto flex flex-wrap items-center gap-2">{actions}</div>}
        </div>
        {below && <div className="pb-2 has-[[role=tablist]]:pb-0">{below}</div>}
      </header>
      <div className={full ? "min-h-0 grow" : "grow px-4 py-4 md:px-6 md:py-5"}>{children}</div>
    </div>
  );
}
