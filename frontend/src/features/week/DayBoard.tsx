import type { ActivityOut, MyWeek } from "@/api/generated";
import { Board } from "@/components/Board";
import { MoneyText } from "@/components/MoneyText";
import { readerLocale } from "@/lib/format";
import { m } from "@/paraglide/messages";
import { useActivityDialogs } from "@/parts/activities/useActivityDialogs";
import { kindWord } from "@/parts/activities/words";
import { useCurrency } from "@/parts/cycles";
import { addDays, today } from "@/parts/days";
import { useMayPlan } from "@/parts/useMayPlan";
import { useReschedule } from "./useWeek";

/** The week as days: an activity is dragged to another one, or moved by its menu. */
export function DayBoard({ week, two }: { week: MyWeek; two: boolean }) {
  const reschedule = useReschedule();
  const mayPlan = useMayPlan();
  const { ask, dialog } = useActivityDialogs();
  const currency = useCurrency();
  const now = today();
  const late = week.activities.some((one) => one.due_on < now);
  const columns = [
    ...(late ? [{ id: "late", title: m.week_overdue() }] : []),
    ...daysFrom(now, week, two).map((day) => ({ id: day, title: dayWord(day) })),
    { id: addDays(week.until, 1), title: m.week_next_week() },
  ];
  const columnOf = (one: ActivityOut) =>
    one.due_on < now ? "late" : one.due_on > week.until ? addDays(week.until, 1) : one.due_on;
  return (
    <div className="h-full px-4 pt-3 md:px-6">
      <h2 className="sr-only">{m.week_days_label()}</h2>
      <Board
        label={m.week_days_label()}
        columns={columns}
        cards={week.activities}
        cardId={(one) => one.id}
        cardTitle={(one) => one.title}
        columnOf={columnOf}
        onMove={(one, day) => day !== "late" && reschedule(one, day)}
        movable={() => mayPlan}
        renderCard={(one) => (
          <article className="grid gap-1">
            <button
              type="button"
              onClick={() => ask("report", one)}
              className="rounded-sm pr-7 text-left font-medium leading-snug hover:underline"
            >
              {one.title}
            </button>
            <p className="text-ink-soft text-sm">
              {kindWord[one.kind]()} · {one.project_name ?? one.customer_name}
            </p>
            {one.value_at_risk !== null && (
              <p className="text-sm">
                <MoneyText value={one.value_at_risk} currency={currency} compact />
              </p>
            )}
          </article>
        )}
      />
      {dialog}
    </div>
  );
}

/** From today to the end; over two weeks a weekend shows only when something is due on it. */
function daysFrom(first: string, { until, activities }: MyWeek, two: boolean): string[] {
  const days: string[] = [];
  for (let day = first; day <= until; day = addDays(day, 1)) {
    const weekday = new Date(`${day}T12:00:00`).getDay();
    const work = weekday !== 0 && weekday !== 6;
    if (!two || work || day === first || activities.some((one) => one.due_on === day)) days.push(day);
  }
  return days;
}

const dayWord = (day: string) =>
  new Intl.DateTimeFormat(readerLocale(), { weekday: "short", month: "numeric", day: "numeric" }).format(
    new Date(`${day}T12:00:00`),
  );
