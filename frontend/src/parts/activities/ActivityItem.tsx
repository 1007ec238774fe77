import type { ActivityOut } from "@/api/generated";
import { Badge } from "@/components/Badge";
import { Button } from "@/components/Button";
import { DateText } from "@/components/DateText";
import { cx } from "@/lib/cx";
import { m } from "@/paraglide/messages";
import { today } from "../days";
import { ActivityMenu, useActivityActs } from "./ActivityMenu";
import type { ActivityAct } from "./useActivityDialogs";
import { kindWord, stateTone, stateWord } from "./words";

type ActivityItemProps = { activity: ActivityOut; onAct: (act: ActivityAct, activity: ActivityOut) => void };

/** One activity as a line of a list: what, who, when, and the act its state waits for. */
export function ActivityItem({ activity, onAct }: ActivityItemProps) {
  const acts = useActivityActs(activity);
  const late = activity.state === "planned" && activity.due_on < today();
  const first = acts[0];
  return (
    <li className="flex items-start gap-3 border-line border-b px-4 py-2.5 last:border-0">
      <div className="min-w-0 grow">
        <p className="flex flex-wrap items-center gap-x-2">
          <span className="font-medium">{activity.title}</span>
          <Badge tone={stateTone[activity.state]}>{stateWord[activity.state]()}</Badge>
          {activity.rating_overdue && <Badge tone="bad">{m.parts_rating_overdue()}</Badge>}
        </p>
        <p className="text-ink-soft text-sm">
          {kindWord[activity.kind]()} · {activity.owner_name} ·{" "}
          <span className={cx(late && "text-bad-ink")}>
            {late && `${m.parts_overdue()} `}
            <DateText value={activity.due_on} />
          </span>
        </p>
        {activity.report && <p className="mt-1 line-clamp-2 text-sm">{activity.report}</p>}
        {activity.quality !== null && activity.effect !== null && (
          <p className="text-ink-soft text-sm">
            {m.parts_marks({ quality: activity.quality, effect: activity.effect })}
            {activity.rating_reason && ` · ${activity.rating_reason}`}
          </p>
        )}
      </div>
      {(first === "report" || first === "rate") && (
        <Button size="sm" onClick={() => onAct(first, activity)}>
          {first === "rate"
            ? m.parts_rate()
            : activity.state === "reported"
              ? m.parts_report_again()
              : m.parts_report()}
        </Button>
      )}
      <ActivityMenu activity={activity} onAct={onAct} />
    </li>
  );
}
