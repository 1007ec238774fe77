import { Link } from "@tanstack/react-router";
import { Columns3, Grid2x2, Table2 } from "lucide-react";
import { cx } from "@/lib/cx";
import { m } from "@/paraglide/messages";
import { sandboxRoute } from "./routes";

const views = [
  { id: "board", word: m.sandbox_view_board, icon: Columns3 },
  { id: "span", word: m.sandbox_view_span, icon: Grid2x2 },
  { id: "table", word: m.sandbox_view_table, icon: Table2 },
] as const;

/** The same opportunities three ways; each has an address. */
export function ViewSwitch() {
  const { view = "board" } = sandboxRoute.useSearch();
  return (
    <nav aria-label={m.sandbox_view()} className="flex rounded-md border border-line-strong bg-surface p-0.5">
      {views.map(({ id, word, icon: Icon }) => (
        <Link
          key={id}
          from={sandboxRoute.fullPath}
          to="."
          search={(old) => ({ ...old, view: id === "board" ? undefined : id })}
          aria-current={view === id ? "page" : undefined}
          className={cx(
            "flex h-6.5 items-center gap-1.5 rounded-sm px-2 text-sm pointer-coarse:h-8.5",
            view === id ? "bg-leaf-soft font-medium text-leaf-ink" : "text-ink-soft hover:bg-hover",
          )}
        >
          <Icon aria-hidden className="size-4" />
          {word()}
        </Link>
      ))}
    </nav>
  );
}
