import { Search } from "lucide-react";
import { Kbd } from "@/components/Kbd";
import { cx } from "@/lib/cx";
import { commandKey } from "@/lib/keys";
import { m } from "@/paraglide/messages";
import { Bell } from "./areas";
import { Mark } from "./Mark";
import { RailFooter } from "./RailFooter";
import { RailNav } from "./RailNav";

/** The left rail. Its order is the method: the four stages of the loop, and back to the first. */
export function Rail({ onSearch, className }: { onSearch: () => void; className?: string }) {
  return (
    <header data-print="no" className={cx("shrink-0 flex-col border-line border-r bg-canvas", className)}>
      <div className="flex h-12 shrink-0 items-center gap-2.5 px-4">
        <Mark size={26} />
        <span className="grow font-semibold text-lg">{m.common_product()}</span>
        <Bell />
      </div>
      <div className="px-3 pb-2">
        <button
          type="button"
          onClick={onSearch}
          className="flex h-8 w-full items-center gap-2 rounded-md border border-line-strong bg-surface px-2.5 text-ink-soft hover:border-control"
        >
          <Search aria-hidden className="size-4 shrink-0" />
          <span className="grow truncate text-left">{m.common_search_or_jump()}</span>
          <Kbd>{commandKey === "⌘" ? "⌘K" : "Ctrl K"}</Kbd>
        </button>
      </div>
      <RailNav />
      <div className="flex h-14 shrink-0 items-center border-line border-t px-3">
        <RailFooter />
      </div>
    </header>
  );
}
