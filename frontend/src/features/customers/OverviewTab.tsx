import type { UseQueryResult } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { CustomerOut, SummaryOut } from "@/api/generated";
import { Card } from "@/components/Card";
import { DateText } from "@/components/DateText";
import { ErrorState } from "@/components/ErrorState";
import { Skeleton } from "@/components/Skeleton";
import { StatTile } from "@/components/StatTile";
import { useSession } from "@/hooks/useSession";
import { formatNumber } from "@/lib/format";
import { m } from "@/paraglide/messages";
import { CompletenessCard } from "./CompletenessCard";
import { OrdersChart } from "./OrdersChart";
import { PlanLinks } from "./PlanLinks";
import { RisksCard } from "./RisksCard";

type Props = { customer: CustomerOut; summary: UseQueryResult<SummaryOut> };

/** The newcomer's ten minutes: figures, what is missing from the record, orders, risks, and ways on. */
export function OverviewTab({ customer, summary }: Props) {
  const { sees } = useSession();
  if (summary.isPending) return <Skeleton className="h-80" />;
  if (summary.error) return <ErrorState error={summary.error} onRetry={() => summary.refetch()} />;
  const { counts } = summary.data;
  const tiles = [
    { label: m.customers_deciders(), value: counts.deciders, tab: "people" },
    { label: m.customers_interactions_90d(), value: counts.interactions_90d, tab: "timeline" },
    { label: m.customers_orders_count(), value: counts.orders, tab: "orders" },
    { label: m.customers_risks_open(), value: counts.risks_open, tab: "insights" },
  ] as const;
  return (
    <div className="grid gap-4 xl:grid-cols-[1fr_22rem]">
      <div className="grid content-start gap-4">
        <div className="grid grid-cols-2 gap-3 lg:grid-cols-4">
          {tiles.map((tile) => (
            <Link
              key={tile.tab + tile.label}
              to="/customers/$customerId"
              params={{ customerId: customer.id }}
              search={{ tab: tile.tab }}
              className="rounded-lg"
            >
              <StatTile label={tile.label} value={formatNumber(tile.value)} />
            </Link>
          ))}
        </div>
        {sees("commercial") && (
          <Card title={m.customers_orders_by_month()}>
            <OrdersChart summary={summary.data} />
          </Card>
        )}
        <RisksCard customerId={customer.id} />
      </div>
      <div className="grid content-start gap-4">
        <PlanLinks customerId={customer.id} />
        <CompletenessCard completeness={summary.data.completeness} />
        <Card title={m.customers_last_contact()}>
          <dl className="grid grid-cols-2 gap-y-1.5 pt-1 text-sm">
            <dt className="text-ink-soft">{m.customers_last_interaction()}</dt>
            <dd className="text-right">
              <DateText value={summary.data.last_interaction_at} style="relative" />
            </dd>
            <dt className="text-ink-soft">{m.customers_last_order()}</dt>
            <dd className="text-right">
              <DateText value={summary.data.last_order_on} />
            </dd>
            <dt className="text-ink-soft">{m.customers_team()}</dt>
            <dd className="truncate text-right">{customer.team_name ?? "—"}</dd>
          </dl>
        </Card>
      </div>
    </div>
  );
}
