import { useNavigate } from "@tanstack/react-router";
import { Map as MapIcon, Plus } from "lucide-react";
import { useMemo } from "react";
import { listAccountPlans } from "@/api/generated";
import { Badge } from "@/components/Badge";
import { Button } from "@/components/Button";
import { DataGrid, type GridColumn } from "@/components/DataGrid";
import { DateText } from "@/components/DateText";
import { EmptyState } from "@/components/EmptyState";
import { Page } from "@/components/Page";
import { useList } from "@/hooks/useList";
import { m } from "@/paraglide/messages";
import { useMayPlan } from "@/parts/useMayPlan";
import { CreatePlan } from "./CreatePlan";
import { type AccountPlanItem, stateTone, stateWord } from "./model";
import { PlanFilters } from "./PlanFilters";
import { plansRoute } from "./routes";

/** Account plans by customer and cycle. */
export function PlansPage() {
  const { customer, cycle, state, create } = plansRoute.useSearch();
  const navigate = useNavigate({ from: plansRoute.fullPath });
  const mayPlan = useMayPlan();
  const creating = (open: boolean) => void navigate({ search: (old) => ({ ...old, create: open || undefined }) });
  const query = { customer_id: customer, cycle_id: cycle, state, limit: 100 };
  const list = useList<AccountPlanItem>({
    noun: "account_plan",
    params: query,
    fetch: (cursor, signal) => listAccountPlans({ query: { ...query, cursor }, signal }),
  });
  const columns = useMemo(columnsFor, []);
  const add = mayPlan && (
    <Button look="primary" icon={<Plus aria-hidden />} onClick={() => creating(true)}>
      {m.plans_create()}
    </Button>
  );
  return (
    <Page full title={m.plans_title()} actions={add} below={<PlanFilters />}>
      <DataGrid
        label={m.plans_list_label()}
        columns={columns}
        list={list}
        rowId={(row) => row.id}
        onOpen={(row) => void navigate({ to: "/plans/$planId", params: { planId: row.id } })}
        compact={(row) => <Compact row={row} />}
        empty={
          <EmptyState
            icon={<MapIcon />}
            title={cycle || state ? m.plans_empty_filtered() : m.plans_empty_title()}
            action={
              <>
                {(customer || cycle || state) && (
                  <Button onClick={() => void navigate({ search: {} })}>{m.plans_filter_reset()}</Button>
                )}
                {add}
              </>
            }
          >
            {m.plans_empty_text()}
          </EmptyState>
        }
      />
      {create && mayPlan && <CreatePlan onClose={() => creating(false)} />}
    </Page>
  );
}

const columnsFor = (): GridColumn<AccountPlanItem>[] => [
  { id: "customer", header: m.plans_customer(), width: 240, grow: true, fixed: true, cell: (row) => row.customer_name },
  { id: "cycle", header: m.plans_cycle(), width: 180, cell: (row) => row.cycle_name },
  {
    id: "team",
    header: m.plans_team(),
    width: 150,
    cell: (row) => row.team_name ?? <span className="text-ink-faint">—</span>,
  },
  {
    id: "state",
    header: m.plans_state(),
    width: 110,
    cell: (row) => <Badge tone={stateTone[row.state]}>{stateWord[row.state]()}</Badge>,
  },
  {
    id: "objectives",
    header: m.plans_objectives(),
    width: 110,
    align: "end",
    cell: (row) => row.objectives_count,
  },
  { id: "goals", header: m.plans_goals(), width: 150, align: "end", cell: (row) => row.goals_count },
  {
    id: "updated",
    header: m.plans_updated(),
    width: 120,
    cell: (row) => <DateText value={row.updated_at} style="relative" />,
  },
];

function Compact({ row }: { row: AccountPlanItem }) {
  return (
    <span className="grid w-full grid-cols-[1fr_auto] gap-x-3">
      <span className="truncate font-medium">{row.customer_name}</span>
      <span className="justify-self-end">
        <Badge tone={stateTone[row.state]}>{stateWord[row.state]()}</Badge>
      </span>
      <span className="truncate text-ink-soft text-sm">{row.cycle_name}</span>
      <span className="text-right text-ink-soft text-sm">
        <DateText value={row.updated_at} style="relative" />
      </span>
    </span>
  );
}
