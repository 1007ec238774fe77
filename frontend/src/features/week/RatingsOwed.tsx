import type { ActivityOut } from "@/api/generated";
import { Badge } from "@/components/Badge";
import { Button } from "@/components/Button";
import { Card } from "@/components/Card";
import { formatDate } from "@/lib/format";
import { m } from "@/paraglide/messages";
import { useActivityDialogs } from "@/parts/activities/useActivityDialogs";

/** Reports in my projects that wait for my rating. */
export function RatingsOwed({ activities }: { activities: readonly ActivityOut[] }) {
  const { ask, dialog } = useActivityDialogs();
  return (
    <Card title={`${m.week_ratings()} (${activities.length})`} flush>
      <p className="px-4 pb-2 text-ink-soft text-sm">{m.week_ratings_hint()}</p>
      <ul>
        {activities.map((row) => (
          <li key={row.id} className="flex items-start gap-3 border-line border-t px-4 py-2.5">
            <div className="min-w-0 grow">
              <p className="truncate font-medium">{row.title}</p>
              <p className="text-ink-soft text-sm">
                {row.owner_name}
                {row.reported_at && ` · ${m.week_reported_on({ date: formatDate(row.reported_at) })}`}
              </p>
              {row.rating_overdue && <Badge tone="bad">{m.parts_rating_overdue()}</Badge>}
            </div>
            <Button size="sm" onClick={() => ask("rate", row)}>
              {m.week_rate()}
            </Button>
          </li>
        ))}
      </ul>
      {dialog}
    </Card>
  );
}
