import { Link } from "@tanstack/react-router";
import { CalendarClock, Hourglass, ShieldAlert } from "lucide-react";
import { Avatar } from "@/components/Avatar";
import { Badge } from "@/components/Badge";
import { DateText } from "@/components/DateText";
import { MoneyText } from "@/components/MoneyText";
import { cx } from "@/lib/cx";
import { m } from "@/paraglide/messages";
import { daysSince } from "@/parts/days";
import { isOverdue, outcomeTone, outcomeWord, type ProjectItem } from "./model";

export function ProjectCard({ row, currency }: { row: ProjectItem; currency: string }) {
  const days = daysSince(row.stage_entered_at);
  return (
    <article className="grid gap-1.5">
      <Link
        to="/projects/$projectId"
        params={{ projectId: row.id }}
        draggable={false}
        className="pr-7 font-medium leading-snug hover:underline"
      >
        {row.name}
      </Link>
      <p className="truncate text-ink-soft text-sm">{row.customer_name}</p>
      {row.stage !== "closed" && <NextStep row={row} />}
      <div className="flex flex-wrap items-center gap-x-2 whitespace-nowrap text-sm">
        {row.value !== null && (
          <span className="font-medium">
            <MoneyText value={row.value} currency={currency} compact />
          </span>
        )}
        {row.outcome ? (
          <Badge tone={outcomeTone[row.outcome]}>{outcomeWord[row.outcome]()}</Badge>
        ) : (
          <span title={m.projects_age_title({ days })} className="inline-flex items-center gap-1 text-ink-soft">
            <Hourglass aria-hidden className="size-3.5" />
            <span className="sr-only">{m.projects_age()}</span> {m.projects_age_days({ days })}
          </span>
        )}
        {row.waivers > 0 && (
          <span className="inline-flex items-center gap-1 text-warn-ink">
            <ShieldAlert aria-hidden className="size-3.5" /> {m.projects_waivers({ count: row.waivers })}
          </span>
        )}
        {row.manager_name && (
          <span className="ml-auto" title={row.manager_name}>
            <Avatar name={row.manager_name} size="sm" />
            <span className="sr-only">{row.manager_name}</span>
          </span>
        )}
      </div>
    </article>
  );
}

/** The next step and its day; late or missing ones say so in words as well as in colour. */
export function NextStep({ row }: { row: ProjectItem }) {
  const late = isOverdue(row);
  if (!row.next_step) return <p className="text-sm text-warn-ink">{m.projects_no_next_step()}</p>;
  return (
    <p className={cx("flex items-start gap-1 text-sm", late ? "text-bad-ink" : "text-ink-soft")}>
      <CalendarClock aria-hidden className="mt-0.5 size-3.5 shrink-0" />
      <span className="line-clamp-2">
        {row.next_step_on && (
          <>
            {late && `${m.parts_overdue()} `}
            <DateText value={row.next_step_on} />
            {" · "}
          </>
        )}
        {row.next_step}
      </span>
    </p>
  );
}
