import { useRef, useState } from "react";
import type { ActivityOut } from "@/api/generated";
import { Card } from "@/components/Card";
import { useSession } from "@/hooks/useSession";
import { isTyping } from "@/lib/keys";
import { m } from "@/paraglide/messages";
import { useActivityDialogs } from "@/parts/activities/useActivityDialogs";
import { ActivityRow } from "./ActivityRow";

/** My activities. J and K walk, Enter opens the report under the row, R asks for another day. */
export function ToDo({ activities }: { activities: readonly ActivityOut[] }) {
  const { sees } = useSession();
  const [reporting, setReporting] = useState<string | null>(null);
  const [moving, setMoving] = useState<string | null>(null);
  const [active, setActive] = useState(0);
  const list = useRef<HTMLUListElement>(null);
  const { ask, dialog } = useActivityDialogs();
  const at = Math.min(active, activities.length - 1);
  const go = (index: number) => {
    if (index < 0 || index >= activities.length) return;
    setActive(index);
    list.current?.querySelectorAll<HTMLElement>("[data-row]")[index]?.focus();
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
    const row = activities[at];
    const onRow = (event.target as HTMLElement).dataset.row !== undefined;
    if (event.key === "j" || (onRow && event.key === "ArrowDown")) go(at + 1);
    else if (event.key === "k" || (onRow && event.key === "ArrowUp")) go(at - 1);
    else if (onRow && event.key === "Enter" && row) setReporting(row.id);
    else if (onRow && event.key === "r" && row) setMoving(row.id);
    else return;
    event.preventDefault();
  };
  const close = () => {
    setReporting(null);
    requestAnimationFrame(() => go(Math.min(at, activities.length - 1)));
  };
  return (
    <Card title={m.week_activities()} flush>
      <p className="px-4 pb-2 text-ink-soft text-sm">
        {sees("commercial") && m.week_activities_order()}
        <span className="hidden md:inline">
          {sees("commercial") && " · "}
          {m.week_keys()}
        </span>
      </p>
      {activities.length === 0 && (
        <div className="px-4 pb-4">
          <p>{m.week_activities_empty()}</p>
          <p className="text-ink-soft text-sm">{m.week_activities_empty_text()}</p>
        </div>
      )}
      <ul ref={list} aria-label={m.week_activities_label()} onKeyDown={onKeyDown}>
        {activities.map((activity, index) => (
          <ActivityRow
            key={activity.id}
            activity={activity}
            reachable={index === at}
            reporting={reporting === activity.id}
            moving={moving === activity.id}
            onReach={() => setActive(index)}
            onReport={() => setReporting(activity.id)}
            onReported={close}
            onMoving={(open) => setMoving(open ? activity.id : null)}
            onAct={ask}
          />
        ))}
      </ul>
      {dialog}
    </Card>
  );
}
