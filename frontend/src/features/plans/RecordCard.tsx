import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { getCustomerSummary, type SummaryOut } from "@/api/generated";
import { Card } from "@/components/Card";
import { DateText } from "@/components/DateText";
import { ErrorState } from "@/components/ErrorState";
import { MoneyText } from "@/components/MoneyText";
import { SkeletonLines } from "@/components/Skeleton";
import { formatNumber } from "@/lib/format";
import { m } from "@/paraglide/messages";

/** Where the customer stands, pulled from the record and not retyped. */
export function RecordCard({ customerId }: { customerId: string }) {
  const summary = useQuery({
    queryKey: ["customer", "summary", customerId],
    queryFn: ({ signal }) => getCustomerSummary({ path: { customer_id: customerId }, signal }),
  });
  return (
    <Card
      title={m.plans_record()}
      actions={
        <Link to={`/customers/${customerId}` as "/"} data-print="no" className="text-leaf-ink text-sm hover:underline">
          {m.plans_record_open()}
        </Link>
      }
    >
      {summary.error && <ErrorState compact error={summary.error} onRetry={() => void summary.refetch()} />}
      {summary.isPending && <SkeletonLines lines={2} label={m.common_loading()} />}
      {summary.data && <Facts summary={summary.data} />}
      <p className="mt-2 text-ink-soft text-sm" data-print="no">
        {m.plans_record_hint()}
      </p>
    </Card>
  );
}

function Facts({ summary }: { summary: SummaryOut }) {
  return (
    <dl className="grid grid-cols-2 gap-x-6 gap-y-3 sm:grid-cols-3 lg:grid-cols-6">
      <Fact word={m.plans_record_orders()}>
        <Orders summary={summary} />
      </Fact>
      <Fact word={m.plans_record_last_order()}>
        <DateText value={summary.last_order_on} />
      </Fact>
      <Fact word={m.plans_record_last_contact()}>
        <DateText value={summary.last_interaction_at} style="relative" />
      </Fact>
      <Fact word={m.plans_record_contacts()}>{summary.counts.contacts}</Fact>
      <Fact word={m.plans_record_risks()}>{summary.counts.risks_open}</Fact>
      <Fact word={m.plans_record_completeness()}>
        {formatNumber(summary.completeness.percent / 100, { style: "percent" })}
      </Fact>
    </dl>
  );
}

function Fact({ word, children }: { word: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-ink-soft text-sm">{word}</dt>
      <dd className="font-semibold text-lg">{children}</dd>
    </div>
  );
}

/** Order intake per currency; the number of orders where amounts are withheld. */
function Orders({ summary }: { summary: SummaryOut }) {
  const sums = new Map<string, number>();
  for (const { currency, amount } of summary.orders_by_month)
    if (amount !== null) sums.set(currency, (sums.get(currency) ?? 0) + amount);
  if (sums.size === 0) return summary.counts.orders;
  return [...sums].map(([currency, amount], at) => (
    <span key={currency}>
      {at > 0 && " + "}
      <MoneyText value={amount} currency={currency} compact />
    </span>
  ));
}
