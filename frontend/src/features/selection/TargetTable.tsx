import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { listTargets } from "@/api/generated";
import { readAll } from "@/api/readAll";
import { ErrorState } from "@/components/ErrorState";
import { MoneyText } from "@/components/MoneyText";
import { SkeletonLines } from "@/components/Skeleton";
import { formatDate, formatNumber } from "@/lib/format";
import { m } from "@/paraglide/messages";
import { type CycleDetail, resourceName, type TargetOut } from "./model";

type TargetTableProps = { cycle: CycleDetail; selectionId?: string };

/** What each team was asked for, and what it was given for it. */
export function TargetTable({ cycle, selectionId }: TargetTableProps) {
  const targets = useQuery({
    queryKey: ["target", cycle.id, selectionId ?? null],
    queryFn: ({ signal }) =>
      readAll((query) => listTargets({ query: { ...query, cycle_id: cycle.id, selection_id: selectionId }, signal })),
  });
  if (targets.error) return <ErrorState compact error={targets.error} onRetry={() => void targets.refetch()} />;
  if (!targets.data) return <SkeletonLines lines={4} label={m.common_loading()} />;
  if (targets.data.length === 0) return <p className="text-ink-soft text-sm">{m.selection_targets_none()}</p>;
  return (
    <ul className="grid gap-3">
      {targets.data.map((target) => (
        <li key={target.id} className="rounded-lg border border-line bg-surface p-3">
          <p className="flex items-baseline justify-between gap-3">
            <span className="truncate font-semibold">{target.team_name}</span>
            <span className="shrink-0 text-ink-soft text-sm">{m.selection_count({ count: target.opportunities })}</span>
          </p>
          <dl className="mt-1 grid grid-cols-[1fr_auto] gap-x-4 text-sm">
            <dt className="text-ink-soft">{m.selection_order_intake()}</dt>
            <dd className="text-right">
              <MoneyText value={target.order_intake} currency={target.currency} compact />
            </dd>
            <dt className="text-ink-soft">{m.selection_revenue()}</dt>
            <dd className="text-right">
              <MoneyText value={target.revenue} currency={target.currency} compact />
            </dd>
            <dt className="text-ink-soft">{m.selection_profit()}</dt>
            <dd className="text-right">
              <MoneyText value={target.margin} currency={target.currency} compact />
            </dd>
            <Grants target={target} cycle={cycle} />
          </dl>
        </li>
      ))}
      <li>
        <Link to="/plans" className="text-leaf-ink underline">
          {m.selection_to_plans()}
        </Link>
      </li>
    </ul>
  );
}

function Grants({ target, cycle }: { target: TargetOut; cycle: CycleDetail }) {
  return cycle.resources
    .map((resource) => ({ resource, own: target.grants.filter((one) => one.resource_id === resource.id) }))
    .filter(({ own }) => own.length > 0)
    .map(({ resource, own }) => (
      <div key={resource.id} className="contents">
        <dt className="text-ink-soft">
          {resourceName(resource)} ({resource.unit})
        </dt>
        <dd
          className="text-right"
          title={own.map((one) => `${formatDate(one.period, "quarter")} ${formatNumber(one.amount)}`).join("\n")}
        >
          {formatNumber(
            own.reduce((sum, one) => sum + one.amount, 0),
            { maximumFractionDigits: 1 },
          )}
        </dd>
      </div>
    ));
}
