import { memo, type ReactNode } from "react";
import { cx } from "@/lib/cx";
import { m } from "@/paraglide/messages";
import type { GridColumn } from "./columns";

export type GridRowProps<Row> = {
  row: Row;
  index: number;
  top: number;
  height: number;
  columns: readonly GridColumn<Row>[];
  /** On a phone: the row as one block instead of cells. */
  compact?: (row: Row) => ReactNode;
  active: boolean;
  chosen: boolean;
  onChoose?: (index: number, chosen: boolean, range: boolean) => void;
  onActive: (index: number) => void;
  onOpen?: (row: Row) => void;
};

function Row<T>({
  row,
  index,
  top,
  height,
  columns,
  compact,
  active,
  chosen,
  onChoose,
  onActive,
  onOpen,
}: GridRowProps<T>) {
  const ground = chosen ? "bg-chosen" : "bg-surface group-hover:bg-hover";
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid handles the keys for all rows
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={onChoose ? chosen : undefined}
      tabIndex={active ? 0 : -1}
      data-index={index}
      onFocus={() => onActive(index)}
      onClick={(event) => {
        const inner = (event.target as HTMLElement).closest("a,button,input,select,textarea");
        if (!inner && !getSelection()?.toString()) onOpen?.(row);
      }}
      style={{ transform: `translateY(${top}px)`, height }}
      className={cx(
        "group absolute inset-x-0 top-0 grid grid-cols-(--grid-columns) border-line border-b focus-visible:-outline-offset-2",
        ground,
        onOpen && "cursor-pointer",
      )}
    >
      {onChoose && (
        <div role="gridcell" className={cx("sticky left-0 z-1 flex items-center justify-center", ground)}>
          {/* the platform's own box: a leap draws thirty of them at once */}
          <input
            type="checkbox"
            tabIndex={-1}
            checked={chosen}
            aria-label={m.common_select_row()}
            onChange={(event) => onChoose(index, !chosen, (event.nativeEvent as MouseEvent).shiftKey)}
            className="size-4 accent-leaf pointer-coarse:size-5"
          />
        </div>
      )}
      {compact ? (
        <div role="gridcell" className="min-w-0 content-center px-2.5">
          {compact(row)}
        </div>
      ) : (
        columns.map((column) => (
          <div
            key={column.id}
            role="gridcell"
            className={cx(
              "min-w-0 content-center truncate px-2.5",
              column.align === "end" && "text-right",
              column.fixed && cx("sticky left-(--grid-inset) z-1", ground),
            )}
          >
            {column.cell(row)}
          </div>
        ))
      )}
    </div>
  );
}

/** Drawn again only when its own row, place or state changed. */
export const GridRow = memo(Row) as typeof Row;
