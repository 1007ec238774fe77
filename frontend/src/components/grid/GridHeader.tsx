import { ArrowDown, ArrowUp } from "lucide-react";
import { memo, type PointerEvent } from "react";
import { cx } from "@/lib/cx";
import { m } from "@/paraglide/messages";
import { Checkbox } from "../Checkbox";
import { type GridColumn, nextSort, widest, widthOf } from "./columns";

type GridHeaderProps<Row> = {
  /** Pixels that the reader gave a column, by its id. */
  widths: Record<string, number>;
  onWidth: (id: string, width: number) => void;
  columns: readonly GridColumn<Row>[];
  sort?: string;
  onSort?: (sort: string | undefined) => void;
  /** Present when rows can be chosen: all, some or none of those loaded. */
  chosen?: boolean | "indeterminate";
  onChooseAll?: (all: boolean) => void;
};

function Header<Row>({ widths, onWidth, columns, sort, onSort, chosen, onChooseAll }: GridHeaderProps<Row>) {
  return (
    <div
      role="row"
      aria-rowindex={1}
      className="grid h-9 select-none grid-cols-(--grid-columns) border-line border-b bg-sunken font-medium text-ink-soft text-sm"
    >
      {onChooseAll && (
        <div role="columnheader" className="sticky left-0 z-10 flex items-center justify-center bg-sunken">
          <Checkbox
            checked={chosen}
            onCheckedChange={(all) => onChooseAll(all === true)}
            aria-label={m.common_select_all()}
          />
        </div>
      )}
      {columns.map((column) => {
        const least = column.minWidth ?? 72;
        const resize = (width: number) => onWidth(column.id, Math.min(widest, Math.max(least, Math.round(width))));
        const direction = !column.sort
          ? undefined
          : sort === column.sort
            ? "ascending"
            : sort === `-${column.sort}`
              ? "descending"
              : "none";
        return (
          <div
            key={column.id}
            role="columnheader"
            aria-sort={direction}
            className={cx(
              "group relative flex min-w-0 items-center px-2.5",
              column.align === "end" && "justify-end",
              column.fixed && "sticky left-(--grid-inset) z-10 bg-sunken",
            )}
          >
            {column.sort && onSort ? (
              <button
                type="button"
                onClick={() => onSort(nextSort(sort, column.sort ?? ""))}
                className="flex min-w-0 items-center gap-1 rounded-sm hover:text-ink"
              >
                <span className="truncate">{column.header}</span>
                {direction === "ascending" && <ArrowUp aria-hidden className="size-3.5 shrink-0" />}
                {direction === "descending" && <ArrowDown aria-hidden className="size-3.5 shrink-0" />}
              </button>
            ) : (
              <span className="truncate">{column.header}</span>
            )}
            <span
              role="separator"
              tabIndex={0}
              aria-orientation="vertical"
              aria-label={m.common_column_width({ name: column.header })}
              aria-valuenow={widthOf(column, widths)}
              aria-valuemin={least}
              aria-valuemax={widest}
              onPointerDown={(event) => follow(event, resize)}
              onKeyDown={(event) => {
                const step = event.key === "ArrowRight" ? 16 : event.key === "ArrowLeft" ? -16 : 0;
                if (!step) return;
                event.preventDefault();
                event.stopPropagation();
                resize(widthOf(column, widths) + step);
              }}
              className="absolute inset-y-2 right-0 w-1.5 cursor-col-resize touch-none border-line-strong border-r hover:border-leaf focus-visible:border-leaf"
            />
          </div>
        );
      })}
    </div>
  );
}

/** The column is as wide as the pointer says until it is let go. */
function follow(event: PointerEvent<HTMLElement>, resize: (width: number) => void) {
  const handle = event.currentTarget;
  const from = event.clientX - (handle.parentElement?.offsetWidth ?? 0);
  const move = (now: globalThis.PointerEvent) => resize(now.clientX - from);
  handle.setPointerCapture(event.pointerId);
  handle.addEventListener("pointermove", move);
  handle.addEventListener("lostpointercapture", () => handle.removeEventListener("pointermove", move), { once: true });
}

/** Scrolling draws rows, never the header. */
export const GridHeader = memo(Header) as typeof Header;
