import { useNavigate } from "@tanstack/react-router";
import { useMemo } from "react";
import { Badge } from "@/components/Badge";
import { DataGrid, type GridColumn } from "@/components/DataGrid";
import { DateText } from "@/components/DateText";
import { Meter } from "@/components/Meter";
import { MoneyText } from "@/components/MoneyText";
import { formatNumber } from "@/lib/format";
import { m } from "@/paraglide/messages";
import { ScoreText } from "./Facts";
import { horizonWord, quadrantWord, roleWord, type SandboxOpportunity, stateTone, stateWord } from "./model";
import { sandboxRoute } from "./routes";
import { sorted } from "./sorting";

type SandboxTableProps = {
  rows: readonly SandboxOpportunity[];
  currency: string;
  lines: ReadonlyMap<string, string>;
  onOpen: (row: SandboxOpportunity) => void;
};

/** The same opportunities as rows. */
export function SandboxTable({ rows, currency, lines, onOpen }: SandboxTableProps) {
  const { sort = "-expected_revenue" } = sandboxRoute.useSearch();
  const navigate = useNavigate({ from: sandboxRoute.fullPath });
  const columns = useMemo(() => columnsFor(currency, lines), [currency, lines]);
  const shown = useMemo(() => sorted(rows, sort), [rows, sort]);
  return (
    <DataGrid
      label={m.sandbox_table_label()}
      columns={columns}
      list={{ rows: shown, total: shown.length }}
      rowId={(row) => row.id}
      sort={sort}
      onSort={(next) => void navigate({ search: (old) => ({ ...old, sort: next }), replace: true })}
      onOpen={onOpen}
      compact={(row) => <Compact row={row} currency={currency} />}
      empty={null}
    />
  );
}

const faint = (word: string) => <span className="text-ink-faint">{word}</span>;
const score = (label: string, value: number | null, known: number) =>
  value === null ? (
    faint(m.sandbox_not_rated())
  ) : (
    <span className="flex w-full items-center gap-2">
      <span className="w-6 shrink-0 text-right">{Math.round(value)}</span>
      <Meter label={label} value={value} tone={known < 0.5 ? "neutral" : "good"} bare />
      <span className="w-9 shrink-0 text-right text-ink-soft text-xs">{formatNumber(known, { style: "percent" })}</span>
    </span>
  );

function columnsFor(currency: string, lines: ReadonlyMap<string, string>): GridColumn<SandboxOpportunity>[] {
  return [
    {
      id: "title",
      header: m.sandbox_opportunity(),
      width: 230,
      grow: true,
      fixed: true,
      sort: "title",
      cell: (row) => row.title,
    },
    {
      id: "customer",
      header: m.sandbox_customer(),
      width: 180,
      sort: "customer_name",
      cell: (row) => row.customer_name ?? faint(m.sandbox_no_customer()),
    },
    {
      id: "horizon",
      header: m.sandbox_horizon(),
      width: 84,
      sort: "horizon",
      cell: (row) => (row.horizon ? horizonWord[row.horizon]() : faint("—")),
    },
    {
      id: "attractiveness",
      header: m.sandbox_attractiveness(),
      width: 160,
      sort: "attractiveness",
      cell: (row) => score(m.sandbox_attractiveness(), row.attractiveness, row.known_share),
    },
    {
      id: "position",
      header: m.sandbox_position(),
      width: 160,
      sort: "position",
      cell: (row) => score(m.sandbox_position(), row.position, row.position_known_share),
    },
    {
      id: "quadrant",
      header: m.sandbox_quadrant(),
      width: 84,
      cell: (row) => (row.quadrant ? quadrantWord[row.quadrant]() : faint("—")),
    },
    {
      id: "revenue",
      header: m.sandbox_expected_revenue(),
      width: 130,
      align: "end",
      sort: "expected_revenue",
      cell: (row) => <MoneyText value={row.expected_revenue} currency={currency} compact />,
    },
    {
      id: "value",
      header: m.sandbox_value(),
      width: 130,
      align: "end",
      sort: "value",
      cell: (row) => <MoneyText value={row.value} currency={currency} compact />,
    },
    {
      id: "award",
      header: m.sandbox_award_on(),
      width: 116,
      sort: "award_on",
      cell: (row) => <DateText value={row.award_on} />,
    },
    {
      id: "line",
      header: m.sandbox_line(),
      width: 130,
      cell: (row) => lines.get(row.product_line_id ?? "") ?? faint("—"),
    },
    {
      id: "source",
      header: m.sandbox_source(),
      width: 96,
      cell: (row) => (row.source_role ? roleWord[row.source_role]() : faint("—")),
    },
    {
      id: "state",
      header: m.sandbox_state(),
      width: 100,
      cell: (row) => <Badge tone={stateTone[row.state]}>{stateWord[row.state]()}</Badge>,
    },
  ];
}

function Compact({ row, currency }: { row: SandboxOpportunity; currency: string }) {
  return (
    <span className="grid w-full grid-cols-[1fr_auto] gap-x-3">
      <span className="truncate font-medium">{row.title}</span>
      <MoneyText value={row.expected_revenue} currency={currency} compact />
      <span className="truncate text-ink-soft text-sm">
        {row.customer_name ?? m.sandbox_no_customer()} · {row.horizon ? horizonWord[row.horizon]() : "—"}
      </span>
      <span className="text-right text-sm">
        <ScoreText score={row.attractiveness} known={row.known_share} />
      </span>
    </span>
  );
}
