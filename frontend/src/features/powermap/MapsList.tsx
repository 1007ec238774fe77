import { useNavigate } from "@tanstack/react-router";
import { Network } from "lucide-react";
import { useMemo } from "react";
import { listPowerMaps } from "@/api/generated";
import { Button } from "@/components/Button";
import { DataGrid, type GridColumn } from "@/components/DataGrid";
import { DateText } from "@/components/DateText";
import { EmptyState } from "@/components/EmptyState";
import { useList } from "@/hooks/useList";
import { m } from "@/paraglide/messages";
import type { PowerMapItem } from "./model";

export function MapsList({ onCreate }: { onCreate?: () => void }) {
  const navigate = useNavigate();
  const list = useList<PowerMapItem>({
    noun: "power_map",
    fetch: (cursor, signal) => listPowerMaps({ query: { cursor, limit: 100 }, signal }),
  });
  const columns = useMemo(columnsFor, []);
  return (
    <DataGrid
      label={m.powermap_list_label()}
      columns={columns}
      list={list}
      rowId={(row) => row.id}
      onOpen={(row) => void navigate({ to: "/powermap/$mapId", params: { mapId: row.id } })}
      compact={(row) => (
        <span className="grid w-full grid-cols-[1fr_auto] gap-x-3">
          <span className="truncate font-medium">{row.customer_name}</span>
          <span>{m.powermap_people_count({ count: row.people_count })}</span>
          <span className="truncate text-ink-soft text-sm">{row.project_name ?? m.powermap_whole_customer()}</span>
          <span className="text-ink-soft text-sm">
            <DateText value={row.updated_at} style="relative" />
          </span>
        </span>
      )}
      empty={
        <EmptyState
          icon={<Network />}
          title={m.powermap_empty_title()}
          action={
            onCreate && (
              <Button look="primary" onClick={onCreate}>
                {m.powermap_create()}
              </Button>
            )
          }
        >
          {m.powermap_empty_text()}
        </EmptyState>
      }
    />
  );
}

const columnsFor = (): GridColumn<PowerMapItem>[] => [
  {
    id: "customer",
    header: m.powermap_customer(),
    width: 260,
    grow: true,
    fixed: true,
    cell: (row) => row.customer_name,
  },
  {
    id: "project",
    header: m.powermap_project(),
    width: 260,
    cell: (row) => row.project_name ?? <span className="text-ink-soft">{m.powermap_whole_customer()}</span>,
  },
  { id: "people", header: m.powermap_people(), width: 90, align: "end", cell: (row) => row.people_count },
  {
    id: "updated",
    header: m.powermap_updated(),
    width: 130,
    cell: (row) => <DateText value={row.updated_at} style="relative" />,
  },
];
