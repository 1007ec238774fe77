import { useNavigate } from "@tanstack/react-router";
import { Building2, Plus, Upload } from "lucide-react";
import { lazy, Suspense, useMemo } from "react";
import { type CustomerRow, exportCustomers, listCustomers } from "@/api/generated";
import { Badge } from "@/components/Badge";
import { Button } from "@/components/Button";
import { DataGrid, GridColumns, useGridView } from "@/components/DataGrid";
import { EmptyState } from "@/components/EmptyState";
import { Page } from "@/components/Page";
import { useList } from "@/hooks/useList";
import { useSession } from "@/hooks/useSession";
import { m } from "@/paraglide/messages";
import { hasOwn, useOwnColumns } from "@/parts/custom/useOwnColumns";
import { ExportButton } from "@/parts/ExportButton";
import { queryOf } from "@/parts/views/model";
import { useSavedViews } from "@/parts/views/useSavedViews";
import { ViewsMenu } from "@/parts/views/ViewsMenu";
import { CustomerFilters } from "./CustomerFilters";
import { customerColumns } from "./columns";
import { customersRoute } from "./routes";
import { classTones, subtitle } from "./words";

// Forms and panels come when they are first opened: the list itself stays light.
const CreateCustomer = lazy(() => import("./CreateCustomer").then((module) => ({ default: module.CreateCustomer })));

const rowId = (row: CustomerRow) => row.id;

/** Every customer of the company: found in two seconds by name, pinyin, initials or code. */
export function CustomersPage() {
  const { create, view: viewId, ...search } = customersRoute.useSearch();
  const navigate = useNavigate({ from: "/customers" });
  const { can, sees } = useSession();
  const [view, setView] = useGridView("customers");
  const seesMoney = sees("commercial");
  const { team, ...filters } = search;
  const views = useSavedViews({
    of: "customers",
    query: queryOf(search, []),
    id: viewId,
    grid: view,
    onGrid: setView,
    go: (query, id, replace) => void navigate({ search: { ...query, view: id }, replace }),
  });
  const list = useList<CustomerRow>({
    noun: "customer",
    params: search,
    enabled: !views.pending,
    fetch: (cursor, signal) =>
      listCustomers({ query: { ...filters, team_id: team, cursor, limit: 100, count: cursor === undefined }, signal }),
  });
  const own = useOwnColumns<CustomerRow>("customer", { wanted: hasOwn(list.rows, search.filter), sortable: false });
  const columns = useMemo(() => [...customerColumns(seesMoney), ...own], [seesMoney, own]);
  const open = (row: CustomerRow) => navigate({ to: "/customers/$customerId", params: { customerId: row.id } });
  const setCreate = (value: true | undefined) => navigate({ search: (old) => ({ ...old, create: value }) });
  return (
    <Page
      full
      title={m.customers_title()}
      below={<CustomerFilters total={list.total} />}
      actions={
        <>
          <ViewsMenu views={views} all={m.views_all_customers()} />
          <GridColumns columns={columns} view={view} onView={setView} />
          <ExportButton
            name={m.customers_title()}
            fetchFile={(format) => exportCustomers({ query: { ...filters, team_id: team, format }, parseAs: "blob" })}
          />
          {can("imports:write") && (
            <Button icon={<Upload />} onClick={() => navigate({ to: "/imports" })}>
              {m.customers_import()}
            </Button>
          )}
          {can("records:team") && (
            <Button look="primary" icon={<Plus />} onClick={() => setCreate(true)}>
              {m.customers_create()}
            </Button>
          )}
        </>
      }
    >
      <DataGrid
        label={m.customers_title()}
        columns={columns}
        list={list}
        rowId={rowId}
        view={view}
        onView={setView}
        sort={search.sort}
        onSort={(sort) => navigate({ search: (old) => ({ ...old, sort: sort as typeof search.sort }), replace: true })}
        onOpen={open}
        compact={(row) => (
          <div className="flex min-w-0 items-center gap-3">
            <div className="min-w-0 grow">
              <div className="truncate font-medium">{row.name}</div>
              <div className="truncate text-ink-soft text-sm">{subtitle(row) || m.customers_no_details()}</div>
            </div>
            {row.class && <Badge tone={classTones[row.class]}>{row.class}</Badge>}
          </div>
        )}
        empty={
          <EmptyState
            icon={<Building2 />}
            title={search.q ? m.customers_none_found() : m.customers_empty()}
            action={
              can("records:team") && (
                <Button look="primary" onClick={() => setCreate(true)}>
                  {m.customers_create()}
                </Button>
              )
            }
          >
            {search.q ? m.customers_none_found_text() : m.customers_empty_text()}
          </EmptyState>
        }
      />
      {create && (
        <Suspense>
          <CreateCustomer
            onClose={() => setCreate(undefined)}
            onCreated={(customerId) => navigate({ to: "/customers/$customerId", params: { customerId } })}
          />
        </Suspense>
      )}
    </Page>
  );
}
