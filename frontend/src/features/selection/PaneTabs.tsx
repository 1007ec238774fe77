import { Link } from "@tanstack/react-router";
import { cx } from "@/lib/cx";
import { m } from "@/paraglide/messages";
import { workbenchRoute } from "./routes";

const panes = [
  { id: "rules", word: m.selection_rules_pane },
  { id: "choices", word: m.selection_proposals },
  { id: "result", word: m.selection_result },
] as const;

/** One pane at a time, where there is no room for three. */
export function PaneTabs() {
  const { pane = "choices" } = workbenchRoute.useSearch();
  return (
    <nav aria-label={m.selection_panes()} className="flex gap-1">
      {panes.map(({ id, word }) => (
        <Link
          key={id}
          from={workbenchRoute.fullPath}
          to="."
          replace
          search={(old) => ({ ...old, pane: id === "choices" ? undefined : id })}
          aria-current={pane === id ? "page" : undefined}
          className={cx(
            "flex h-8 grow items-center justify-center rounded-md px-3 text-sm sm:grow-0 pointer-coarse:h-10",
            pane === id ? "bg-leaf-soft font-medium text-leaf-ink" : "text-ink-soft hover:bg-hover",
          )}
        >
          {word()}
        </Link>
      ))}
    </nav>
  );
}
