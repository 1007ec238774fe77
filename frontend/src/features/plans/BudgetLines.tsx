import { atVersion } from "@/api/client";
import { deleteBudgetLine } from "@/api/generated";
import { formatDate, formatNumber } from "@/lib/format";
import { m } from "@/paraglide/messages";
import type { AccountPlanOut, BudgetLineOut } from "./model";
import { PartMenu } from "./PartMenu";
import { usePlanChanged, useResources } from "./usePlan";

type BudgetLinesProps = {
  plan: AccountPlanOut;
  readOnly: boolean;
  /** Commitments and spending are booked while the plan runs. */
  mayBook: boolean;
  onEdit: (line: BudgetLineOut) => void;
};

export function BudgetLines({ plan, readOnly, mayBook, onEdit }: BudgetLinesProps) {
  const resources = useResources();
  const changed = usePlanChanged();
  const remove = async (row: BudgetLineOut) => {
    await deleteBudgetLine({ path: { plan_id: plan.id, line_id: row.id }, headers: atVersion(row) });
    await changed();
  };
  if (plan.budget_lines.length === 0) return <p className="text-ink-soft">{m.plans_budget_empty()}</p>;
  const head = "py-1.5 pr-3 text-right font-medium";
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls is reached by keyboard
    <div role="region" aria-label={m.plans_budget_lines()} tabIndex={0} className="-mx-4 overflow-x-auto px-4">
      <table className="w-full min-w-136">
        <thead className="border-line border-b text-left text-ink-soft text-sm">
          <tr>
            <th className="py-1.5 pr-3 font-medium">{m.plans_budget_title()}</th>
            <th className="py-1.5 pr-3 font-medium">{m.plans_budget_resource()}</th>
            <th className="py-1.5 pr-3 font-medium">{m.plans_budget_period()}</th>
            <th className={head}>{m.plans_budget_planned()}</th>
            <th className={head}>{m.plans_budget_committed()}</th>
            <th className={head}>{m.plans_budget_spent()}</th>
            <td className="w-8" />
          </tr>
        </thead>
        <tbody>
          {plan.budget_lines.map((row) => (
            <tr key={row.id} className="border-line border-b last:border-0">
              <td className="py-2 pr-3 font-medium">{row.title}</td>
              <td className="py-2 pr-3">{resources.get(row.resource_id)?.name ?? row.resource_code}</td>
              <td className="whitespace-nowrap py-2 pr-3">{formatDate(row.period, "quarter")}</td>
              {[row.planned, row.committed, row.spent].map((amount, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: three fixed columns
                <td key={at} className="py-2 pr-3 text-right">
                  {formatNumber(amount)}
                </td>
              ))}
              <td className="py-1 text-right">
                {mayBook && (
                  <PartMenu
                    title={row.title}
                    items={[{ label: readOnly ? m.plans_budget_book() : m.common_edit(), onSelect: () => onEdit(row) }]}
                    remove={
                      readOnly
                        ? undefined
                        : {
                            title: m.plans_budget_delete_title({ title: row.title }),
                            text: m.plans_budget_delete_text(),
                            run: () => remove(row),
                          }
                    }
                  />
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
