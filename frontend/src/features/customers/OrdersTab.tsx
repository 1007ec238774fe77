import { exportTransactions, listTransactions, type SummaryOut, type TransactionOut } from "@/api/generated";
import { Button } from "@/components/Button";
import { Card } from "@/components/Card";
import { DateText } from "@/components/DateText";
import { EmptyState } from "@/components/EmptyState";
import { ErrorState } from "@/components/ErrorState";
import { MoneyText } from "@/components/MoneyText";
import { Skeleton } from "@/components/Skeleton";
import { useList } from "@/hooks/useList";
import { useSession } from "@/hooks/useSession";
import { m } from "@/paraglide/messages";
import { ExportButton } from "@/parts/ExportButton";
import { OrdersChart } from "./OrdersChart";
import { transactionWords } from "./transactionWords";

/** What the customer ordered, paid and sent back, as the ERP reports it. */
export function OrdersTab({ customerId, summary }: { customerId: string; summary: SummaryOut | undefined }) {
  const { sees } = useSession();
  const list = useList<TransactionOut>({
    noun: "transaction",
    params: { customerId },
    fetch: (cursor, signal) =>
      listTransactions({ query: { customer_id: customerId, cursor, limit: 100, count: !cursor }, signal }),
  });
  if (list.isPending) return <Skeleton className="h-64" />;
  if (list.error) return <ErrorState error={list.error} onRetry={list.retry} />;
  if (list.rows.length === 0) {
    return <EmptyState title={m.customers_no_orders()}>{m.customers_no_orders_text()}</EmptyState>;
  }
  const head = [m.customers_booked_on(), m.customers_transaction_kind(), m.customers_number(), m.customers_line()];
  return (
    <div className="grid gap-4">
      {sees("commercial") && summary && (
        <Card title={m.customers_orders_by_month()}>
          <OrdersChart summary={summary} />
        </Card>
      )}
      <Card
        title={m.customers_transactions({ count: list.total ?? list.rows.length })}
        actions={
          <ExportButton
            size="sm"
            name={m.customers_tab_orders()}
            fetchFile={(format) => exportTransactions({ query: { customer_id: customerId, format }, parseAs: "blob" })}
          />
        }
        flush
      >
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls sideways must be reachable by keyboard */}
        <section className="overflow-x-auto pt-1" aria-label={m.customers_tab_orders()} tabIndex={0}>
          <table className="w-full whitespace-nowrap text-sm">
            <thead>
              <tr className="border-line border-b text-left text-ink-soft">
                {head.map((label) => (
                  <th key={label} scope="col" className="px-4 py-2 font-medium">
                    {label}
                  </th>
                ))}
                <th scope="col" className="px-4 py-2 text-right font-medium">
                  {m.customers_amount()}
                </th>
                <th scope="col" className="px-4 py-2 font-medium">
                  {m.customers_owner()}
                </th>
              </tr>
            </thead>
            <tbody>
              {list.rows.map((row) => (
                <tr key={row.id} className="border-line border-b last:border-0">
                  <td className="px-4 py-2">
                    <DateText value={row.booked_on} />
                  </td>
                  <td className="px-4 py-2">{transactionWords[row.kind]()}</td>
                  <td className="px-4 py-2">{row.number ?? row.external_id}</td>
                  <td className="px-4 py-2">{row.product_line_name ?? "—"}</td>
                  <td className="px-4 py-2 text-right">
                    <MoneyText value={row.amount} currency={row.currency} />
                  </td>
                  <td className="px-4 py-2">{row.owner_name ?? "—"}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
        {list.hasMore && (
          <div className="p-3">
            <Button onClick={list.loadMore} busy={list.isLoadingMore}>
              {m.common_more()}
            </Button>
          </div>
        )}
      </Card>
    </div>
  );
}
