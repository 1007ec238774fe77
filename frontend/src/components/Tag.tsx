import { X } from "lucide-react";
import { m } from "@/paraglide/messages";

/** A removable chip: a filter in force, a chosen person. */
export function Tag({ children, onRemove }: { children: string; onRemove?: () => void }) {
  return (
    <span className="inline-flex h-7 max-w-64 items-center gap-1 rounded-md border border-line-strong bg-surface px-2 text-sm">
      <span className="truncate">{children}</span>
      {onRemove && (
        <button
          type="button"
          aria-label={m.common_remove_named({ name: children })}
          onClick={onRemove}
          className="-mr-1 flex size-5 items-center justify-center rounded-sm text-ink-faint hover:bg-hover hover:text-ink"
        >
          <X aria-hidden className="size-3.5" />
        </button>
      )}
    </span>
  );
}
