import type { ReactNode } from "react";
import { cx } from "@/lib/cx";

export type ChartData = { columns: readonly string[]; rows: readonly (readonly ReactNode[])[] };

/** The numbers behind a picture. The first column names the row. */
export function ChartTable({ caption, columns, rows }: ChartData & { caption: string }) {
  return (
    <table className="w-full text-sm">
      <caption className="sr-only">{caption}</caption>
      <thead>
        <tr className="border-line border-b text-ink-soft">
          {columns.map((column, index) => (
            <th
              key={column}
              scope="col"
              className={cx("px-2 py-1.5 font-medium", index === 0 ? "text-left" : "text-right")}
            >
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows of figures have no other identity
          <tr key={index} className="border-line border-b last:border-0">
            {row.map((cell, at) =>
              at === 0 ? (
                <th key={columns[at]} scope="row" className="px-2 py-1.5 text-left font-normal">
                  {cell}
                </th>
              ) : (
                <td key={columns[at]} className="px-2 py-1.5 text-right">
                  {cell}
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
