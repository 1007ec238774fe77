import type { CustomerRow } from "@/api/generated";
import { Badge } from "@/components/Badge";
import type { GridColumn } from "@/components/DataGrid";
import { DateText } from "@/components/DateText";
import { MoneyText } from "@/components/MoneyText";
import { m } from "@/paraglide/messages";
import { classTones, classWords, lifecycleTones, lifecycleWords } from "./words";

/** The columns of the customer list, in the reader's words; money only for those who may read it. */
export function customerColumns(seesMoney: boolean): GridColumn<CustomerRow>[] {
  const money: GridColumn<CustomerRow> = {
    id: "orders",
    header: m.customers_orders_12m(),
    align: "end",
    width: 140,
    cell: (row) => <MoneyText value={row.orders_12m} currency={row.orders_currency ?? "CNY"} compact />,
  };
  return [
    {
      id: "name",
      header: m.customers_name(),
      cell: (row) => <span className="truncate font-medium">{row.name}</span>,
      sort: "name",
      fixed: true,
      grow: true,
      width: 260,
      minWidth: 160,
    },
    {
      id: "class",
      header: m.customers_class(),
      width: 84,
      cell: (row) =>
        row.class && (
          <span title={classWords[row.class]()}>
            <Badge tone={classTones[row.class]}>{row.class}</Badge>
          </span>
        ),
    },
    { id: "industry", header: m.customers_industry(), width: 160, cell: (row) => row.industry_name },
    { id: "region", header: m.customers_region(), width: 110, cell: (row) => row.region_name },
    {
      id: "lifecycle",
      header: m.customers_lifecycle(),
      width: 110,
      cell: (row) => (
        <Badge dot tone={lifecycleTones[row.lifecycle]}>
          {lifecycleWords[row.lifecycle]()}
        </Badge>
      ),
    },
    { id: "team", header: m.customers_team(), width: 150, cell: (row) => row.team_name },
    ...(seesMoney ? [money] : []),
    {
      id: "last_order",
      header: m.customers_last_order(),
      width: 120,
      cell: (row) => <DateText value={row.last_order_on} />,
    },
    {
      id: "last_interaction",
      header: m.customers_last_interaction(),
      width: 120,
      cell: (row) => <DateText value={row.last_interaction_at} style="relative" />,
    },
    { id: "parent", header: m.customers_parent(), width: 150, cell: (row) => row.parent_name },
    {
      id: "updated",
      header: m.customers_updated(),
      width: 120,
      sort: "updated_at",
      cell: (row) => <DateText value={row.updated_at} style="relative" />,
    },
  ];
}
