import { Link } from "@tanstack/react-router";
import { Check } from "lucide-react";
import type { ActivityOut } from "@/api/generated";
import { Button } from "@/components/Button";
import { DateText } from "@/components/DateText";
import { MoneyText } from "@/components/MoneyText";
import { cx } from "@/lib/cx";
import { m } from "@/paraglide/messages";
import { ActivityMenu } from "@/parts/activities/ActivityMenu";
import { ReportForm } from "@/parts/activities/ReportForm";
import type { ActivityAct } from "@/parts/activities/useActivityDialogs";
import { kindWord } from "@/parts/activities/words";
import { useCurrency } from "@/parts/cycles";
import { today } from "@/parts/days";
import { useMayPlan } from "@/parts/useMayPlan";
import { Reschedule } from "./Reschedule";

type ActivityRowProps = {
  activity: ActivityOut;
  reachable: boolean;
  reporting: boolean;
  moving: boolean;
  onReach: () => void;
  onReport: () => void;
  onReported: () => void;
  onMoving: (open: boolean) => void;
  onAct: (act: ActivityAct, activity: ActivityOut) => void;
};

/** One activity; its report opens under it, so that one stays in the list. */
export function ActivityRow(props: ActivityRowProps) {
  const { activity, reachable, reporting, moving, onReach, onReport, onReported, onMoving, onAct } = props;
  const currency = useCurrency();
  const mayPlan = useMayPlan();
  const late = activity.due_on < today();
  return (
    <li className="border-line border-t">
      <div
        data-row
        role="group"
        aria-label={activity.title}
        tabIndex={reachable ? 0 : -1}
        onFocus={onReach}
        className="flex flex-wrap items-center gap-x-3 gap-y-1.5 px-4 py-2.5 focus-visible:-outline-offset-2"
      >
        <div className="w-full sm:w-auto sm:min-w-52 sm:grow sm:basis-0">
          <p className="font-medium">{activity.title}</p>
          <p className="text-ink-soft text-sm">
            {kindWord[activity.kind]()} · {activity.customer_name}
            {activity.project_id && (
              <>
                {" · "}
                <Link
                  to={`/projects/${activity.project_id}` as "/"}
                  className="text-leaf-ink underline decoration-1 underline-offset-2"
                >
                  {activity.project_name}
                </Link>
              </>
            )}
          </p>
        </div>
        <p className="mr-auto text-sm sm:mr-0 sm:text-right">
          <span className={cx("block", late ? "font-medium text-bad-ink" : "text-ink-soft")}>
            {late && `${m.week_overdue()} `}
            <DateText value={activity.due_on} />
          </span>
          {activity.value_at_risk !== null && (
            <span className="block text-ink-soft">
              <MoneyText value={activity.value_at_risk} currency={currency} compact />
            </span>
          )}
        </p>
        {mayPlan && (
          <div className="flex items-center gap-1">
            <Button size="sm" icon={<Check aria-hidden />} aria-expanded={reporting} onClick={onReport}>
              {m.week_finish()}
            </Button>
            <Reschedule activity={activity} open={moving} onOpenChange={onMoving} />
            <ActivityMenu activity={activity} onAct={onAct} />
          </div>
        )}
      </div>
      {reporting && (
        <div className="border-line border-t bg-sunken px-4 py-3">
          <ReportForm activity={activity} onDone={onReported} />
        </div>
      )}
    </li>
  );
}
