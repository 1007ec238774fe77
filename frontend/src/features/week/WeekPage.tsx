import { useNavigate } from "@tanstack/react-router";
import { CalendarDays, CalendarPlus, List, Sprout } from "lucide-react";
import { Button } from "@/components/Button";
import { EmptyState } from "@/components/EmptyState";
import { ErrorState } from "@/components/ErrorState";
import { IconButton } from "@/components/IconButton";
import { Page } from "@/components/Page";
import { Select } from "@/components/Select";
import { SkeletonLines } from "@/components/Skeleton";
import { formatDate } from "@/lib/format";
import { m } from "@/paraglide/messages";
import { ActivitySheet } from "@/parts/activities/ActivitySheet";
import { useMayPlan } from "@/parts/useMayPlan";
import { DayBoard } from "./DayBoard";
import { NextSteps } from "./NextSteps";
import { RatingsOwed } from "./RatingsOwed";
import { weekRoute } from "./routes";
import { ToDo } from "./ToDo";
import { useWeek } from "./useWeek";

/** 我的一周: what waits for me, the most at stake first. */
export function WeekPage() {
  const { view, span, plan } = weekRoute.useSearch();
  const navigate = useNavigate({ from: weekRoute.fullPath });
  const change = (next: { view?: "days"; span?: "two"; plan?: true }) =>
    void navigate({ search: (old) => ({ ...old, ...next }) });
  const week = useWeek();
  const mayPlan = useMayPlan();
  const data = week.data;
  const nothing = data && data.activities.length + data.ratings_owed.length + data.next_steps.length === 0;
  const planButton = mayPlan && (
    <Button look="primary" icon={<CalendarPlus aria-hidden />} onClick={() => change({ plan: true })}>
      {m.week_plan()}
    </Button>
  );
  return (
    <Page
      full={view === "days"}
      title={m.week_title()}
      aside={data && <span className="text-ink-soft text-sm">{m.week_range({ date: formatDate(data.until) })}</span>}
      actions={
        <>
          <Select
            aria-label={m.week_span_label()}
            className="w-28"
            value={span ?? "one"}
            options={[
              { value: "one", label: m.week_span_one() },
              { value: "two", label: m.week_span_two() },
            ]}
            onChange={({ target }) => change({ span: target.value === "two" ? "two" : undefined })}
          />
          <fieldset aria-label={m.week_view()} className="flex">
            <IconButton
              label={m.week_view_list()}
              icon={<List aria-hidden />}
              aria-pressed={view !== "days"}
              onClick={() => change({ view: undefined })}
            />
            <IconButton
              label={m.week_view_days()}
              icon={<CalendarDays aria-hidden />}
              aria-pressed={view === "days"}
              onClick={() => change({ view: "days" })}
            />
          </fieldset>
          {planButton}
        </>
      }
    >
      {week.error && !data && <ErrorState error={week.error} onRetry={() => void week.refetch()} />}
      {week.isPending && (
        <div className={view === "days" ? "p-6" : undefined}>
          <SkeletonLines lines={10} label={m.common_loading()} />
        </div>
      )}
      {data && view === "days" && <DayBoard week={data} two={span === "two"} />}
      {data && view !== "days" && nothing && (
        <EmptyState icon={<Sprout />} title={m.week_all_done_title()} action={planButton}>
          {m.week_all_done_text()}
        </EmptyState>
      )}
      {data && view !== "days" && !nothing && (
        <div className="mx-auto grid max-w-6xl items-start gap-5 lg:grid-cols-[minmax(0,1fr)_22rem]">
          <ToDo activities={data.activities} />
          <div className="grid gap-5">
            {data.ratings_owed.length > 0 && <RatingsOwed activities={data.ratings_owed} />}
            {data.next_steps.length > 0 && <NextSteps steps={data.next_steps} />}
          </div>
        </div>
      )}
      {plan && mayPlan && <ActivitySheet onClose={() => change({ plan: undefined })} />}
    </Page>
  );
}
