import { ArrowDown, ArrowUp } from "lucide-react";
import { memo } from "react";
import { cx } from "@/lib/cx";
import { m } from "@/paraglide/messages";
import { Checkbox } from "../Checkbox";
import { type GridColumn, nextSort } from "./columns";
import type { ColumnTable } from "./useColumnTable";

type GridHeaderProps<Row> = {
  table: ColumnTable;
  /** The widths in force: a change draws the header anew. */
  widths: Record<string, number>;
  columns: readonly GridColumn<Row>[];
  sort?: string;
  onSort?: (sort: string | undefined) => void;
  /** Present when rows can be chosen: all, some or none of those loaded. */
  chosen?: boolean | "indeterminate";
  onChooseAll?: (all: boolean) => void;
};

function Header<Row>({ table, columns, sort, onSort, chosen, onChooseAll }: GridHeaderProps<Row>) {
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
      {(table.getHeaderGroups()[0]?.headers ?? []).map((header) => {
        const column = columns.find((one) => one.id === header.id);
        if (!column) return null;
        const direction = !column.sort
          ? undefined
          : sort === column.sort
            ? "ascending"
            : sort === `-${column.sort}`
              ? "descending"
              : "none";
        return (
          <div
            key={header.id}
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
              aria-valuenow={header.getSize()}
              aria-valuemin={column.minWidth ?? 72}
              aria-valuemax={720}
              onMouseDown={header.getResizeHandler()}
              onTouchStart={header.getResizeHandler()}
              onKeyDown={(event) => {
                const step = event.key === "ArrowRight" ? 16 : event.key === "ArrowLeft" ? -16 : 0;
                if (!step) return;
                event.preventDefault();
                event.stopPropagation();
                const width = Math.min(720, Math.max(column.minWidth ?? 72, header.getSize() + step));
                table.setColumnSizing((before) => ({ ...before, [header.id]: width }));
              }}
              className="absolute inset-y-2 right-0 w-1.5 cursor-col-resize touch-none border-line-strong border-r hover:border-leaf focus-visible:border-leaf"
            />
          </div>
        );
      })}
    </div>
  );
}

/** Scrolling draws rows, never the header. */
export const GridHeader = memo(Header) as typeof Header;
