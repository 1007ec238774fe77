import { listRisks, type RiskOut } from "@/api/generated";
import { Badge } from "@/components/Badge";
import { Card } from "@/components/Card";
import { DateText } from "@/components/DateText";
import { ErrorState } from "@/components/ErrorState";
import { useList } from "@/hooks/useList";
import { m } from "@/paraglide/messages";
import { horizonWords } from "./insightWords";

/** Open risks, the gravest first: they block nothing silently. */
export function RisksCard({ customerId }: { customerId: string }) {
  const list = useList<RiskOut>({
    noun: "risk",
    params: { customerId, state: "open" },
    fetch: (cursor, signal) =>
      listRisks({ query: { customer_id: customerId, state: "open", cursor, limit: 50 }, signal }),
  });
  const rows = [...list.rows].sort((a, b) => b.probability * b.impact - a.probability * a.impact);
  return (
    <Card title={m.customers_risks()}>
      {list.error && <ErrorState compact error={list.error} onRetry={list.retry} />}
      {!list.isPending && rows.length === 0 && <p className="pt-1 text-ink-soft">{m.customers_risks_none()}</p>}
      <ul className="divide-y divide-line">
        {rows.map((risk) => {
          const weight = risk.probability * risk.impact;
          return (
            <li key={risk.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2">
              <Badge tone={weight >= 15 ? "bad" : weight >= 8 ? "warn" : "neutral"}>
                {m.customers_risk_weight({ probability: risk.probability, impact: risk.impact })}
              </Badge>
              <span className="min-w-40 grow">{risk.title}</span>
              <span className="text-ink-soft text-sm">{horizonWords[risk.horizon]()}</span>
              {risk.review_on && (
                <span className="text-ink-soft text-sm">
                  {m.customers_review()} <DateText value={risk.review_on} />
                </span>
              )}
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
