import { Link } from "@tanstack/react-router";
import { Sprout } from "lucide-react";
import { listOpportunities, type OpportunityOut } from "@/api/generated";
import { Badge } from "@/components/Badge";
import { Card } from "@/components/Card";
import { DateText } from "@/components/DateText";
import { EmptyState } from "@/components/EmptyState";
import { ErrorState } from "@/components/ErrorState";
import { MoneyText } from "@/components/MoneyText";
import { Skeleton } from "@/components/Skeleton";
import type { Tone } from "@/components/tone";
import { useList } from "@/hooks/useList";
import { m } from "@/paraglide/messages";
import { horizonWords } from "./insightWords";

const stateTones: Record<OpportunityOut["state"], Tone> = {
  found: "neutral",
  proposed: "info",
  selected: "good",
  given_up: "warn",
  in_project: "good",
  won: "good",
  lost: "bad",
  dropped: "neutral",
};

const stateWords: Record<OpportunityOut["state"], () => string> = {
  found: m.customers_state_found,
  proposed: m.customers_state_proposed,
  selected: m.customers_state_selected,
  given_up: m.customers_state_given_up,
  in_project: m.customers_state_in_project,
  won: m.customers_state_won,
  lost: m.customers_state_lost,
  dropped: m.customers_state_dropped,
};

/** What this customer will spend money on, and how far each has come. */
export function OpportunitiesTab({ customerId }: { customerId: string }) {
  const list = useList<OpportunityOut>({
    noun: "opportunity",
    params: { customerId },
    fetch: (cursor, signal) =>
      listOpportunities({ query: { customer_id: customerId, sort: "-updated_at", cursor, limit: 100 }, signal }),
  });
  if (list.isPending) return <Skeleton className="h-64" />;
  if (list.error) return <ErrorState error={list.error} onRetry={list.retry} />;
  const toSandbox = (
    <Link
      to="/sandbox"
      search={{ scope: "customer", id: customerId, cycle: "all" }}
      className="text-leaf-ink text-sm hover:underline"
    >
      {m.customers_to_sandbox()}
    </Link>
  );
  if (list.rows.length === 0) {
    return (
      <EmptyState icon={<Sprout />} title={m.customers_opportunities_empty()} action={toSandbox}>
        {m.customers_opportunities_empty_text()}
      </EmptyState>
    );
  }
  return (
    <Card title={m.customers_tab_opportunities()} actions={toSandbox}>
      <ul className="divide-y divide-line">
        {list.rows.map((row) => (
          <li key={row.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2">
            <Badge tone={stateTones[row.state]}>{stateWords[row.state]()}</Badge>
            <Link
              to="/sandbox"
              search={{ view: "table", scope: "customer", id: customerId, cycle: "all", opportunity: row.id }}
              className="min-w-40 grow truncate hover:underline"
            >
              {row.title}
            </Link>
            {row.horizon && <span className="text-ink-soft text-sm">{horizonWords[row.horizon]()}</span>}
            <span className="w-24 text-right">
              <MoneyText value={row.closed_value ?? row.market_space} compact />
            </span>
            <span className="w-24 text-right text-ink-soft text-sm">
              <DateText value={row.closed_on ?? row.award_on} />
            </span>
          </li>
        ))}
      </ul>
      {list.hasMore && (
        <button type="button" onClick={list.loadMore} className="pt-2 text-leaf-ink text-sm hover:underline">
          {m.common_more()}
        </button>
      )}
    </Card>
  );
}
