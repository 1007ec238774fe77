import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type ActivityOut, getMyWeek, type MyWeek } from "@/api/generated";
import { useActivityPatch } from "@/parts/activities/useActivities";
import { addDays, mondayOf, today } from "@/parts/days";
import { weekRoute } from "./routes";

/** What waits until Sunday, this one or the next. */
export function useWeek() {
  const { span } = weekRoute.useSearch();
  const until = addDays(mondayOf(today()), span === "two" ? 13 : 6);
  return useQuery({
    queryKey: ["my_week", until],
    queryFn: ({ signal }) => getMyWeek({ query: { until }, signal }),
    placeholderData: (old) => old,
  });
}

/** Moves an activity to another day: at once on screen, with undo. */
export function useReschedule() {
  const client = useQueryClient();
  const patch = useActivityPatch();
  return (record: ActivityOut, due_on: string) => {
    if (due_on === record.due_on) return;
    client.setQueriesData<MyWeek>(
      { queryKey: ["my_week"] },
      (week) =>
        week && {
          ...week,
          activities: week.activities.map((one) => (one.id === record.id ? { ...one, due_on } : one)),
        },
    );
    patch.mutate(
      { record, change: { due_on } },
      { onError: () => void client.invalidateQueries({ queryKey: ["my_week"] }) },
    );
  };
}
