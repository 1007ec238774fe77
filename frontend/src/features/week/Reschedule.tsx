import { CalendarClock } from "lucide-react";
import type { ActivityOut } from "@/api/generated";
import { Button } from "@/components/Button";
import { DateInput } from "@/components/DateInput";
import { Field } from "@/components/Field";
import { IconButton } from "@/components/IconButton";
import { Popover } from "@/components/Popover";
import { m } from "@/paraglide/messages";
import { addDays, mondayOf, today } from "@/parts/days";
import { useReschedule } from "./useWeek";

type RescheduleProps = { activity: ActivityOut; open: boolean; onOpenChange: (open: boolean) => void };

/** Another day with one press, or any day. */
export function Reschedule({ activity, open, onOpenChange }: RescheduleProps) {
  const reschedule = useReschedule();
  const to = (day: string) => {
    onOpenChange(false);
    reschedule(activity, day);
  };
  const days: [string, string][] = [
    [m.week_tomorrow(), addDays(today(), 1)],
    [m.week_monday(), addDays(mondayOf(today()), 7)],
    [m.week_in_a_week(), addDays(activity.due_on < today() ? today() : activity.due_on, 7)],
  ];
  return (
    <Popover
      label={m.week_reschedule_named({ title: activity.title })}
      align="end"
      open={open}
      onOpenChange={onOpenChange}
      trigger={
        <IconButton
          size="sm"
          shortcut="R"
          label={m.week_reschedule_named({ title: activity.title })}
          icon={<CalendarClock aria-hidden />}
        />
      }
    >
      <div className="grid w-48 gap-1">
        {days.map(([word, day]) => (
          <Button key={word} look="quiet" size="sm" className="justify-start" onClick={() => to(day)}>
            {word}
          </Button>
        ))}
        <Field label={m.week_other_day()}>
          <DateInput value={activity.due_on} onChange={(day) => day && day.length === 10 && to(day)} />
        </Field>
      </div>
    </Popover>
  );
}
