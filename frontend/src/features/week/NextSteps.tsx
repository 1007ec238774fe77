import type { NextStep } from "@/api/generated";
import { Card } from "@/components/Card";
import { DateText } from "@/components/DateText";
import { cx } from "@/lib/cx";
import { m } from "@/paraglide/messages";
import { AddressLink } from "@/parts/AddressLink";
import { today } from "@/parts/days";

/** Dated next steps of the projects I manage; each leads to where it is updated. */
export function NextSteps({ steps }: { steps: readonly NextStep[] }) {
  return (
    <Card title={m.week_steps()} flush>
      <ul>
        {steps.map((one) => {
          const late = one.next_step_on < today();
          return (
            <li key={one.project_id} className="border-line border-t px-4 py-2.5">
              <div className="flex items-start gap-3">
                <div className="min-w-0 grow">
                  <p className="font-medium">{one.next_step}</p>
                  <p className="truncate text-ink-soft text-sm">
                    {one.project_name} · {one.customer_name}
                  </p>
                  <p className={cx("text-sm", late ? "text-bad-ink" : "text-ink-soft")}>
                    {late && `${m.week_overdue()} `}
                    <DateText value={one.next_step_on} />
                  </p>
                </div>
                <AddressLink
                  address={`/projects/${one.project_id}?section=basics`}
                  aria-label={`${m.week_step_done()}: ${one.project_name}`}
                  className="shrink-0 text-leaf-ink text-sm hover:underline"
                >
                  {m.week_step_done()}
                </AddressLink>
              </div>
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
