import { Link } from "@tanstack/react-router";
import { MoneyText } from "@/components/MoneyText";
import { cx } from "@/lib/cx";
import { formatNumber } from "@/lib/format";
import { m } from "@/paraglide/messages";
import { type CycleDetail, objectiveWord, resourceName, type SelectionOut, stateWord } from "./model";
import { workbenchRoute } from "./routes";
import { useScenarios } from "./useCycle";

/** All scenarios of the cycle in one table; a name opens its scenario. */
export function ScenarioTable({ cycle, current }: { cycle: CycleDetail; current?: string }) {
  const scenarios = useScenarios(cycle.id).data ?? [];
  const best = Math.max(...scenarios.map((one) => one.profit ?? Number.NEGATIVE_INFINITY));
  return (
    <div className="overflow-x-auto">
      <table className="w-full text-sm">
        <thead>
          <tr className="border-line border-b text-left text-ink-soft">
            <th className="py-1.5 pr-3 font-normal">{m.selection_scenario()}</th>
            <th className="py-1.5 pr-3 text-right font-normal">{m.selection_profit()}</th>
            <th className="py-1.5 pr-3 text-right font-normal">{m.selection_chosen()}</th>
            <th className="py-1.5 text-right font-normal">{m.selection_gap()}</th>
          </tr>
        </thead>
        <tbody>
          {scenarios.map((one) => (
            <tr
              key={one.id}
              className={cx("border-line border-b last:border-0", one.id === current && "bg-leaf-soft/50")}
            >
              <th scope="row" className="max-w-52 py-1.5 pr-3 text-left font-normal">
                <Link
                  to={workbenchRoute.fullPath}
                  params={{ cycleId: cycle.id, selectionId: one.id }}
                  aria-current={one.id === current ? "page" : undefined}
                  className="block truncate font-medium text-leaf-ink hover:underline"
                >
                  {one.name}
                </Link>
                <span className="block truncate text-ink-soft text-xs">{summary(one, cycle)}</span>
              </th>
              <td className={cx("whitespace-nowrap py-1.5 pr-3 text-right", one.profit === best && "font-semibold")}>
                <MoneyText value={one.profit} currency={cycle.currency} compact />
              </td>
              <td className="py-1.5 pr-3 text-right">{one.chosen_count ?? "—"}</td>
              <td className="py-1.5 text-right">
                {one.gap === null ? "—" : formatNumber(one.gap, { style: "percent", maximumFractionDigits: 1 })}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** What sets a scenario apart: objective and changed limits. */
function summary(one: SelectionOut, cycle: CycleDetail): string {
  const scales = cycle.resources
    .filter((resource) => (one.limit_scale[resource.id] ?? 1) !== 1)
    .map(
      (resource) =>
        `${resourceName(resource)} ${formatNumber(one.limit_scale[resource.id] ?? 1, { style: "percent" })}`,
    );
  return [stateWord[one.state](), objectiveWord[one.objective](), ...scales].join(" · ");
}
