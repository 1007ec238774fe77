import type { ReactNode } from "react";

/** One column of a DataGrid. */
export type GridColumn<Row> = {
  id: string;
  header: string;
  cell: (row: Row) => ReactNode;
  /** Pixels at first; the reader may change it. */
  width?: number;
  minWidth?: number;
  /** Takes the room that is left. */
  grow?: boolean;
  align?: "start" | "end";
  /** The name the server sorts by; absent = not sortable. */
  sort?: string;
  /** Cannot be hidden; the first such column stays in sight while scrolling sideways. */
  fixed?: boolean;
};

/** What a reader changed about a grid; goes into saved views. */
export type GridView = { order: string[]; hidden: string[]; widths: Record<string, number> };

export const plainView: GridView = { order: [], hidden: [], widths: {} };

/** Columns in the reader's order; new ones (unknown to an old saved view) come where the definition has them. */
export function arranged<Row>(columns: readonly GridColumn<Row>[], view: GridView): GridColumn<Row>[] {
  const place = (column: GridColumn<Row>) => {
    const at = view.order.indexOf(column.id);
    return at < 0 ? columns.indexOf(column) : at;
  };
  return [...columns].sort((a, b) => place(a) - place(b));
}

/** "name" → "-name" → no sorting. */
export const nextSort = (current: string | undefined, name: string) =>
  current === name ? `-${name}` : current === `-${name}` ? undefined : name;

/** No column gets wider than this, in pixels. */
export const widest = 720;

/** Pixels of a column: the reader's, else its own. */
export const widthOf = <Row>(column: GridColumn<Row>, widths: Record<string, number>) =>
  widths[column.id] ?? column.width ?? 140;
