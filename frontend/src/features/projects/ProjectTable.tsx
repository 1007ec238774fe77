import { useNavigate } from "@tanstack/react-router";
import { useMemo } from "react";
import { Badge } from "@/components/Badge";
import { DataGrid, type GridColumn, type GridView } from "@/components/DataGrid";
import { DateText } from "@/components/DateText";
import { MoneyText } from "@/components/MoneyText";
import { useSession } from "@/hooks/useSession";
import { cx } from "@/lib/cx";
import { m } from "@/paraglide/messages";
import { hasOwn, useOwnColumns } from "@/parts/custom/useOwnColumns";
import { useCurrency } from "@/parts/cycles";
import { daysSince } from "@/parts/days";
import { isOverdue, outcomeTone, outcomeWord, type ProjectItem, stageWord } from "./model";
import { NoProjects } from "./NoProjects";
import { NextStep } from "./ProjectCard";
import { projectsRoute } from "./routes";
import { useFilters, useTable } from "./useProjects";

type ProjectTableProps = { view: GridView; onView: (view: GridView) => void; onCreate?: () => void };

export function ProjectTable({ view, onView, onCreate }: ProjectTableProps) {
  const { sort } = projectsRoute.useSearch();
  const navigate = useNavigate({ from: projectsRoute.fullPath });
  const currency = useCurrency();
  const { sees } = useSession();
  const commercial = sees("commercial");
  const list = useTable();
  const wanted = hasOwn(list.rows, useFilters().filter);
  const own = useOwnColumns<ProjectItem>("project", { wanted, sortable: true });
  const columns = useMemo(() => [...columnsFor(currency, commercial), ...own], [currency, commercial, own]);
  return (
    <DataGrid
      label={m.projects_table_label()}
      columns={columns}
      list={list}
      rowId={(row) => row.id}
      view={view}
      onView={onView}
      sort={sort}
      onSort={(next) => void navigate({ search: (old) => ({ ...old, sort: next }), replace: true })}
      onOpen={(row) => void navigate({ to: "/projects/$projectId", params: { projectId: row.id } })}
      compact={(row) => <Compact row={row} currency={currency} />}
      empty={<NoProjects onCreate={onCreate} />}
    />
  );
}

function StageText({ row }: { row: ProjectItem }) {
  return row.outcome ? (
    <Badge tone={outcomeTone[row.outcome]}>{outcomeWord[row.outcome]()}</Badge>
  ) : (
    <Badge tone="info">{stageWord[row.stage]()}</Badge>
  );
}

function columnsFor(currency: string, commercial: boolean): GridColumn<ProjectItem>[] {
  const value: GridColumn<ProjectItem> = {
    id: "value",
    header: m.projects_value(),
    width: 130,
    align: "end",
    sort: "value",
    cell: (row) => <MoneyText value={row.value} currency={currency} />,
  };
  return [
    {
      id: "name",
      header: m.projects_one(),
      width: 240,
      grow: true,
      fixed: true,
      sort: "name",
      cell: (row) => row.name,
    },
    { id: "customer", header: m.projects_customer(), width: 180, cell: (row) => row.customer_name },
    { id: "stage", header: m.projects_stage(), width: 110, cell: (row) => <StageText row={row} /> },
    ...(commercial ? [value] : []),
    {
      id: "age",
      header: m.projects_age(),
      width: 96,
      align: "end",
      sort: "stage_entered_at",
      cell: (row) => m.projects_age_days({ days: daysSince(row.stage_entered_at) }),
    },
    {
      id: "next",
      header: m.projects_next_step(),
      width: 220,
      cell: (row) => row.next_step ?? <span className="text-ink-faint">—</span>,
    },
    {
      id: "next_on",
      header: m.projects_next_step_on(),
      width: 124,
      sort: "next_step_on",
      cell: (row) => (
        <span className={cx(isOverdue(row) && "text-bad-ink")} title={isOverdue(row) ? m.parts_overdue() : undefined}>
          <DateText value={row.next_step_on} />
        </span>
      ),
    },
    {
      id: "manager",
      header: m.projects_manager(),
      width: 110,
      cell: (row) => row.manager_name ?? <span className="text-ink-faint">—</span>,
    },
    {
      id: "updated",
      header: m.projects_updated(),
      width: 110,
      sort: "updated_at",
      cell: (row) => <DateText value={row.updated_at} style="relative" />,
    },
  ];
}

function Compact({ row, currency }: { row: ProjectItem; currency: string }) {
  return (
    <span className="grid w-full grid-cols-[1fr_auto] gap-x-3">
      <span className="truncate font-medium">{row.name}</span>
      <MoneyText value={row.value} currency={currency} compact />
      <span className="truncate text-sm">
        <NextStep row={row} />
      </span>
      <span className="justify-self-end">
        <StageText row={row} />
      </span>
    </span>
  );
}
