import { Lightbulb, Plus } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { type InsightOut, listInsights } from "@/api/generated";
import { Badge } from "@/components/Badge";
import { Button } from "@/components/Button";
import { Card } from "@/components/Card";
import { DateText } from "@/components/DateText";
import { EmptyState } from "@/components/EmptyState";
import { ErrorState } from "@/components/ErrorState";
import { Skeleton } from "@/components/Skeleton";
import { useList } from "@/hooks/useList";
import { useSession } from "@/hooks/useSession";
import { m } from "@/paraglide/messages";
import { roleWords } from "./insightWords";
import { RisksCard } from "./RisksCard";

// Forms come when they are first opened: reading a page stays light.
const InsightSheet = lazy(() => import("./InsightSheet").then((module) => ({ default: module.InsightSheet })));
const PublishDialog = lazy(() => import("./PublishDialog").then((module) => ({ default: module.PublishDialog })));

/** What each role found out; published with opportunities, risks or value, or it did not count. */
export function InsightsTab({ customerId }: { customerId: string }) {
  const { can } = useSession();
  const [sheet, setSheet] = useState<InsightOut | "new" | null>(null);
  const [publishing, setPublishing] = useState<InsightOut | null>(null);
  const list = useList<InsightOut>({
    noun: "insight",
    params: { customerId },
    fetch: (cursor, signal) => listInsights({ query: { customer_id: customerId, cursor, limit: 50 }, signal }),
  });
  const add = can("records:team") && (
    <Button icon={<Plus />} onClick={() => setSheet("new")}>
      {m.customers_insight_create()}
    </Button>
  );
  return (
    <div className="grid gap-4">
      {list.isPending && <Skeleton className="h-64" />}
      {list.error && <ErrorState error={list.error} onRetry={list.retry} />}
      {!list.isPending && !list.error && list.rows.length === 0 && (
        <EmptyState icon={<Lightbulb />} title={m.customers_insights_empty()} action={add}>
          {m.customers_insights_empty_text()}
        </EmptyState>
      )}
      {list.rows.length > 0 && (
        <Card title={m.customers_tab_insights()} actions={add}>
          <ul className="divide-y divide-line">
            {list.rows.map((row) => (
              <li key={row.id} className="py-3">
                <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
                  <Badge tone={row.state === "published" ? "good" : "neutral"}>
                    {row.state === "published" ? m.customers_published() : m.customers_draft()}
                  </Badge>
                  <span className="min-w-40 grow font-medium">{row.title}</span>
                  <span className="text-ink-soft text-sm">{roleWords[row.role]()}</span>
                  <span className="text-ink-soft text-sm">
                    <DateText value={row.dated_on} />
                  </span>
                </div>
                {row.findings && <p className="mt-1 line-clamp-3 whitespace-pre-line text-pretty">{row.findings}</p>}
                <p className="mt-1 flex flex-wrap items-center gap-3 text-ink-soft text-sm">
                  {row.author_name && <span>{row.author_name}</span>}
                  {row.value_grade && <span>{m.customers_value_grade_of({ value: row.value_grade })}</span>}
                  {row.risks > 0 && <span>{m.customers_risks_of({ count: row.risks })}</span>}
                  {row.state === "draft" && can("records:team") && (
                    <>
                      <Button size="sm" look="quiet" onClick={() => setSheet(row)}>
                        {m.common_edit()}
                      </Button>
                      <Button size="sm" onClick={() => setPublishing(row)}>
                        {m.customers_publish()}
                      </Button>
                    </>
                  )}
                </p>
              </li>
            ))}
          </ul>
        </Card>
      )}
      <RisksCard customerId={customerId} />
      <Suspense>
        {sheet && (
          <InsightSheet
            customerId={customerId}
            insight={sheet === "new" ? undefined : sheet}
            onClose={() => setSheet(null)}
          />
        )}
        {publishing && <PublishDialog insight={publishing} onClose={() => setPublishing(null)} />}
      </Suspense>
    </div>
  );
}
