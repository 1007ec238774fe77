import { useVirtualizer } from "@tanstack/react-virtual";
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useMedia } from "@/hooks/useMedia";
import { cx } from "@/lib/cx";
import { m } from "@/paraglide/messages";
import { ErrorState } from "./ErrorState";
import { arranged, type GridColumn, type GridView, plainView, widthOf } from "./grid/columns";
import { GridHeader } from "./grid/GridHeader";
import { GridRow } from "./grid/GridRow";
import { useGridKeys } from "./grid/useGridKeys";
import type { Selection } from "./grid/useSelection";
import { Skeleton } from "./Skeleton";

export type { GridColumn, GridView } from "./grid/columns";
export { GridColumns } from "./grid/GridColumns";
export { useGridView } from "./grid/useGridView";
export { useSelection } from "./grid/useSelection";

/** The part of useList's answer that a grid shows. */
type Rows<Row> = {
  rows: readonly Row[];
  total?: number;
  isPending?: boolean;
  isStale?: boolean;
  hasMore?: boolean;
  loadMore?: () => void;
  error?: unknown;
  retry?: () => void;
};

type DataGridProps<Row> = {
  label: string;
  /** Keep it stable (module scope or useMemo). */
  columns: readonly GridColumn<Row>[];
  list: Rows<Row>;
  rowId: (row: Row) => string;
  view?: GridView;
  onView?: (view: GridView) => void;
  sort?: string;
  onSort?: (sort: string | undefined) => void;
  selection?: Selection;
  onOpen?: (row: Row) => void;
  onEdit?: (row: Row) => void;
  /** One row as a block, for narrow screens. */
  compact?: (row: Row) => ReactNode;
  empty: ReactNode;
  className?: string;
};

const ahead = 40;
const nothing = () => {};

/** A list of any length: windows come by cursor while one scrolls, only what is in sight is drawn. Fills its parent's height. */
export function DataGrid<Row>(props: DataGridProps<Row>) {
  const {
    label,
    columns,
    list,
    rowId,
    view = plainView,
    onView = nothing,
    selection,
    onOpen,
    onEdit,
    className,
  } = props;
  const { rows, hasMore = false, loadMore } = list;
  const scroller = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState(0);
  const narrow = useMedia("(width < 48rem)");
  const compact = narrow ? props.compact : undefined;
  const height = compact ? 68 : 40;

  const shown = useMemo(() => arranged(columns, view).filter((one) => !view.hidden.includes(one.id)), [columns, view]);
  const template = compact ? "minmax(0,1fr)" : shown.map((one) => track(one, view)).join(" ");
  const onWidth = useCallback(
    (id: string, width: number) => onView({ ...view, widths: { ...view.widths, [id]: width } }),
    [view, onView],
  );

  // One window of placeholders below the last row: the scrollbar never jumps, and there is always something to see.
  const coming = list.isPending
    ? 20
    : hasMore
      ? Math.min(ahead, (list.total ?? Number.POSITIVE_INFINITY) - rows.length)
      : 0;
  const count = rows.length + Math.max(0, coming);
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: 4,
    useFlushSync: false,
    scrollPaddingStart: 36,
    initialRect: { width: 1024, height: 640 },
  });
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (hasMore && last >= rows.length - ahead) loadMore?.();
  }, [hasMore, last, rows.length, loadMore]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new height asks for new places
  useEffect(() => virtual.measure(), [height]);

  const go = useCallback(
    (index: number) => {
      setActive(index);
      virtual.scrollToIndex(index);
      // after the row came into being
      requestAnimationFrame(() => scroller.current?.querySelector<HTMLElement>(`[data-index="${index}"]`)?.focus());
    },
    [virtual],
  );
  const choosing = selection !== undefined;
  const ids = useMemo(() => (choosing ? rows.map(rowId) : []), [choosing, rows, rowId]);
  const chooser = selection?.choose;
  const choose = useCallback(
    (index: number, chosen: boolean, range: boolean) => chooser?.(ids, index, chosen, range),
    [chooser, ids],
  );
  const { replace, clear } = selection ?? {};
  const chooseAll = useCallback((all: boolean) => (all ? replace?.(ids) : clear?.()), [replace, clear, ids]);
  const withRow = (act?: (row: Row) => void) =>
    act &&
    ((index: number) => {
      const row = rows[index];
      if (row) act(row);
    });
  const onKeyDown = useGridKeys({
    active,
    count: rows.length,
    pageRows: Math.max(1, Math.floor((scroller.current?.clientHeight ?? 640) / height) - 1),
    go,
    open: withRow(onOpen),
    edit: withRow(onEdit),
    choose: selection && ((index) => choose(index, !selection.ids.has(ids[index] ?? ""), false)),
  });

  if (list.error && rows.length === 0) return <ErrorState error={list.error} onRetry={list.retry} />;
  if (!list.isPending && rows.length === 0) return <>{props.empty}</>;
  const chosenAll =
    selection && (selection.ids.size === 0 ? false : selection.ids.size >= rows.length ? true : "indeterminate");
  return (
    <div
      ref={scroller}
      role="grid"
      tabIndex={-1}
      aria-label={label}
      aria-rowcount={list.total !== undefined ? list.total + 1 : -1}
      aria-multiselectable={selection ? true : undefined}
      aria-busy={list.isPending || list.isStale || undefined}
      onKeyDown={onKeyDown}
      className={cx(
        "relative h-full overflow-auto bg-surface [contain:strict]",
        list.isStale && "opacity-70",
        className,
      )}
      style={
        {
          "--grid-columns": selection ? `2.5rem ${template}` : template,
          "--grid-inset": selection ? "2.5rem" : "0px",
        } as React.CSSProperties
      }
    >
      <div role="presentation" className={compact ? "w-full" : "w-max min-w-full"}>
        <div role="rowgroup" className={cx("sticky top-0 z-20", compact && "sr-only")}>
          <GridHeader
            widths={view.widths}
            onWidth={onWidth}
            columns={shown}
            sort={props.sort}
            onSort={props.onSort}
            chosen={chosenAll}
            onChooseAll={selection && chooseAll}
          />
        </div>
        <div role="rowgroup" className="relative" style={{ height: virtual.getTotalSize() }}>
          {items.map((item) => {
            const row = rows[item.index];
            if (row === undefined) return <Coming key={item.key} top={item.start} height={height} />;
            const id = rowId(row);
            return (
              <GridRow
                key={id}
                row={row}
                index={item.index}
                top={item.start}
                height={height}
                columns={shown}
                compact={compact}
                active={item.index === active}
                chosen={selection?.ids.has(id) ?? false}
                onChoose={selection && choose}
                onActive={setActive}
                onOpen={onOpen}
              />
            );
          })}
        </div>
      </div>
      {list.error ? <ErrorState error={list.error} onRetry={list.retry} compact /> : null}
    </div>
  );
}

const track = <Row,>(column: GridColumn<Row>, view: GridView) => {
  const width = `${widthOf(column, view.widths)}px`;
  return column.grow ? `minmax(${width},1fr)` : width;
};

function Coming({ top, height }: { top: number; height: number }) {
  return (
    <div
      role="row"
      className="absolute inset-x-0 top-0 flex items-center border-line border-b px-2.5"
      style={{ transform: `translateY(${top}px)`, height }}
    >
      <div role="gridcell" aria-label={m.common_loading()}>
        <Skeleton className="w-64" />
      </div>
    </div>
  );
}
