import {
  columnOrderingFeature,
  columnResizingFeature,
  columnSizingFeature,
  columnVisibilityFeature,
  tableFeatures,
  useTable,
} from "@tanstack/react-table";
import { useMemo } from "react";
import { arranged, type GridColumn, type GridView } from "./columns";

const features = tableFeatures({
  columnOrderingFeature,
  columnVisibilityFeature,
  columnSizingFeature,
  columnResizingFeature,
});

// The rows stay outside the table model: a list grows window by window to 120,000, and no work may grow with it.
const noRows: object[] = [];

/** The column model of a grid: order, visibility and widths, controlled by the view. */
export function useColumnTable<Row>(
  columns: readonly GridColumn<Row>[],
  view: GridView,
  onView: (view: GridView) => void,
) {
  const definitions = useMemo(
    () =>
      columns.map((column) => ({
        id: column.id,
        header: column.header,
        size: column.width ?? 140,
        minSize: column.minWidth ?? 72,
        maxSize: 720,
        enableHiding: !column.fixed,
      })),
    [columns],
  );
  return useTable({
    features,
    columns: definitions,
    data: noRows,
    columnResizeMode: "onChange",
    state: {
      columnOrder: arranged(columns, view).map((column) => column.id),
      columnVisibility: Object.fromEntries(view.hidden.map((id) => [id, false])),
      columnSizing: view.widths,
    },
    onColumnSizingChange: (change) =>
      onView({ ...view, widths: typeof change === "function" ? change(view.widths) : change }),
  });
}

export type ColumnTable = ReturnType<typeof useColumnTable>;
