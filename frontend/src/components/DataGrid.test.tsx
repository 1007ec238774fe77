import { screen, within } from "@testing-library/react";
import { useState } from "react";
import { expect, it, vi } from "vitest";
import { show } from "@/test/render";
import { DataGrid, type GridColumn, GridColumns, useGridView, useSelection } from "./DataGrid";
import { nextSort } from "./grid/columns";

type Row = { id: string; name: string; value: number };
const columns: GridColumn<Row>[] = [
  { id: "name", header: "名称", cell: (row) => row.name, sort: "name", fixed: true, grow: true },
  { id: "value", header: "价值", cell: (row) => row.value, align: "end", sort: "value" },
];
const many = (count: number): Row[] =>
  Array.from({ length: count }, (_, at) => ({ id: `r${at}`, name: `客户${at}`, value: at }));
const rowId = (row: Row) => row.id;

function Grid({ rows, onOpen, more }: { rows: Row[]; onOpen?: (row: Row) => void; more?: () => void }) {
  const [view, setView] = useGridView("test");
  const [sort, setSort] = useState<string>();
  const selection = useSelection();
  return (
    <>
      <GridColumns columns={columns} view={view} onView={setView} />
      <p>已选 {selection.ids.size}</p>
      <DataGrid
        label="客户"
        columns={columns}
        list={{ rows, total: 120_000, hasMore: !!more, loadMore: more }}
        rowId={rowId}
        view={view}
        onView={setView}
        sort={sort}
        onSort={setSort}
        selection={selection}
        onOpen={onOpen}
        empty={<p>空</p>}
      />
    </>
  );
}

it("draws only what is in sight, of 120,000 rows", () => {
  show(<Grid rows={many(120_000)} />);
  const grid = screen.getByRole("grid", { name: "客户" });
  expect(grid).toHaveAttribute("aria-rowcount", "120001");
  expect(grid.querySelectorAll("*").length).toBeLessThan(1500);
  expect(screen.getByText("客户0")).toBeVisible();
});

it("is walked with j and k, opened with Enter, chosen with x and Shift", async () => {
  const open = vi.fn();
  const { user } = show(<Grid rows={many(50)} onOpen={open} />);
  const rows = () => screen.getAllByRole("row");
  rows()[1]?.focus();
  await user.keyboard("j");
  await vi.waitFor(() => expect(document.activeElement).toHaveAttribute("data-index", "1"));
  await user.keyboard("{Enter}");
  expect(open).toHaveBeenCalledWith(expect.objectContaining({ id: "r1" }));
  await user.keyboard("x");
  expect(screen.getByText("已选 1")).toBeVisible();
  await user.keyboard("{Shift>}");
  await user.click(within(rows()[5] as HTMLElement).getByRole("checkbox"));
  await user.keyboard("{/Shift}");
  expect(screen.getByText("已选 4")).toBeVisible();
});

it("asks for more before its end comes into sight", () => {
  const more = vi.fn();
  show(<Grid rows={many(30)} more={more} />);
  expect(more).toHaveBeenCalled();
});

it("sorts by header, remembers hidden columns and widths", async () => {
  const { user, unmount } = show(<Grid rows={many(3)} />);
  await user.click(screen.getByRole("button", { name: "价值" }));
  expect(screen.getByRole("columnheader", { name: /价值/ })).toHaveAttribute("aria-sort", "ascending");
  screen.getByRole("separator", { name: "“名称”列宽" }).focus();
  await user.keyboard("{ArrowRight}");
  expect(screen.getByRole("separator", { name: "“名称”列宽" })).toHaveAttribute("aria-valuenow", "156");
  await user.click(screen.getByRole("button", { name: "列" }));
  await user.click(await screen.findByRole("checkbox", { name: "价值" }));
  unmount();
  show(<Grid rows={many(3)} />);
  expect(screen.queryByRole("columnheader", { name: /价值/ })).toBeNull();
  expect(screen.getByRole("separator", { name: "“名称”列宽" })).toHaveAttribute("aria-valuenow", "156");
});

it("teaches when empty and cycles a sort", () => {
  show(<Grid rows={[]} />);
  expect(screen.getByText("空")).toBeVisible();
  expect([undefined, "a", "-a"].map((sort) => nextSort(sort, "a"))).toEqual(["a", "-a", undefined]);
});
