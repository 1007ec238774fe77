import { Meter } from "@/components/Meter";
import { formatDate, formatNumber } from "@/lib/format";
import { m } from "@/paraglide/messages";
import type { GrantUse } from "./model";
import { useResources } from "./usePlan";

/** Per resource and quarter: how much of the team's grant its plans use, this one included. */
export function GrantMeters({ grants }: { grants: readonly GrantUse[] }) {
  const resources = useResources();
  return (
    <section aria-label={m.plans_budget_grants()}>
      <h3 className="mb-2 font-medium text-ink-soft text-sm">{m.plans_budget_grants()}</h3>
      <ul className="grid gap-x-6 gap-y-3 sm:grid-cols-2 lg:grid-cols-3">
        {grants.map((one) => {
          const resource = resources.get(one.resource_id);
          const name = `${resource?.name ?? one.resource_code} ${formatDate(one.period, "quarter")}`;
          const unit = resource?.unit ?? "";
          return (
            <li key={one.resource_id + one.period}>
              <p className="mb-1 flex justify-between gap-2">
                <span className="truncate">{name}</span>
                <span className="shrink-0 text-ink-soft text-sm">
                  {one.free > 0 ? m.plans_budget_free({ free: formatNumber(one.free) }) : m.plans_budget_full()} {unit}
                </span>
              </p>
              <Meter
                label={name}
                value={one.planned}
                max={one.granted}
                tone={one.free > 0 ? "good" : "warn"}
                format={(planned) =>
                  m.plans_budget_use({ planned: formatNumber(planned), granted: formatNumber(one.granted) })
                }
                bare
              />
              <p className="mt-1 text-ink-soft text-xs">
                {m.plans_budget_use({ planned: formatNumber(one.planned), granted: formatNumber(one.granted) })} {unit}
              </p>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
