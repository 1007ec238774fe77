import { CalendarPlus } from "lucide-react";
import { useState } from "react";
import { type ActivityOut, listActivities } from "@/api/generated";
import { Button } from "@/components/Button";
import { EmptyState } from "@/components/EmptyState";
import { ErrorState } from "@/components/ErrorState";
import { SkeletonLines } from "@/components/Skeleton";
import { useList } from "@/hooks/useList";
import { m } from "@/paraglide/messages";
import { ActivityItem } from "@/parts/activities/ActivityItem";
import { ActivitySheet } from "@/parts/activities/ActivitySheet";
import { useActivityDialogs } from "@/parts/activities/useActivityDialogs";
import { useMayPlan } from "@/parts/useMayPlan";
import type { ProjectOut } from "./model";

/** The project's activities, the next due first, with what each one waits for. */
export function ActivitiesTab({ project }: { project: ProjectOut }) {
  const [planning, setPlanning] = useState(false);
  const { ask, dialog } = useActivityDialogs();
  const mayPlan = useMayPlan() && project.stage !== "closed";
  const list = useList<ActivityOut>({
    noun: "activity",
    params: { project_id: project.id },
    fetch: (cursor, signal) =>
      listActivities({ query: { project_id: project.id, sort: "-due_on", cursor, limit: 100 }, signal }),
  });
  const plan = mayPlan && (
    <Button look="primary" icon={<CalendarPlus aria-hidden />} onClick={() => setPlanning(true)}>
      {m.parts_plan_activity()}
    </Button>
  );
  return (
    <div className="mx-auto max-w-4xl">
      {list.error && <ErrorState error={list.error} onRetry={list.retry} />}
      {list.isPending && <SkeletonLines lines={8} label={m.common_loading()} />}
      {!list.isPending && !list.error && list.rows.length === 0 && (
        <EmptyState icon={<CalendarPlus />} title={m.projects_activities_empty()} action={plan}>
          {m.projects_activities_empty_text()}
        </EmptyState>
      )}
      {list.rows.length > 0 && (
        <>
          <div className="mb-3 flex justify-end">{plan}</div>
          <ul aria-label={m.projects_activities_label()} className="rounded-lg border border-line bg-surface">
            {list.rows.map((row) => (
              <ActivityItem key={row.id} activity={row} onAct={ask} />
            ))}
          </ul>
          {list.hasMore && (
            <Button className="mt-3" busy={list.isLoadingMore} onClick={list.loadMore}>
              {m.common_more()}
            </Button>
          )}
        </>
      )}
      {planning && (
        <ActivitySheet
          start={{
            customer: { value: project.customer_id, label: project.customer_name },
            project_id: project.id,
            kind: project.stage === "delivery" ? "delivery_step" : project.stage === "bid" ? "bid_step" : "visit",
          }}
          onClose={() => setPlanning(false)}
        />
      )}
      {dialog}
    </div>
  );
}
