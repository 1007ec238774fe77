import { Copy } from "lucide-react";
import { IconButton } from "@/components/IconButton";
import { NumberInput } from "@/components/NumberInput";
import { formatDate, formatNumber } from "@/lib/format";
import { m } from "@/paraglide/messages";
import { type Amounts, cellOf } from "./LimitsEditor";
import { type CycleDetail, resourceName } from "./model";
import { quartersBetween } from "./quarters";

type LimitsTableProps = {
  cycle: CycleDetail;
  amounts: Amounts;
  readOnly: boolean;
  onChange: (change: Amounts) => void;
};

export function LimitsTable({ cycle, amounts, readOnly, onChange }: LimitsTableProps) {
  const periods = quartersBetween(cycle.starts_on, cycle.ends_on);
  const total = (resource: string) =>
    periods.reduce((sum, period) => sum + (amounts[cellOf(resource, period)] ?? 0), 0);
  return (
    <div
      className="overflow-x-auto rounded-lg border border-line bg-surface"
      role="region"
      aria-label={m.selection_limits()}
    >
      <table className="w-full min-w-160 text-sm">
        <thead>
          <tr className="border-line border-b text-ink-soft">
            <th className="px-3 py-2 text-left font-normal">{m.selection_resource()}</th>
            {periods.map((period) => (
              <th key={period} className="px-2 py-2 text-right font-normal">
                {formatDate(period, "quarter")}
              </th>
            ))}
            <th className="px-3 py-2 text-right font-normal">{m.selection_total()}</th>
          </tr>
        </thead>
        <tbody>
          {cycle.resources.map((resource) => {
            const name = resourceName(resource);
            const first = amounts[cellOf(resource.id, periods[0] ?? "")];
            return (
              <tr key={resource.id} className="border-line border-b last:border-0">
                <th scope="row" className="px-3 py-2 text-left font-medium">
                  <span className="flex items-center gap-1 whitespace-nowrap">
                    {name} <span className="font-normal text-ink-soft">({resource.unit})</span>
                    {!readOnly && first != null && (
                      <IconButton
                        size="sm"
                        label={m.selection_fill({ name })}
                        icon={<Copy />}
                        onClick={() =>
                          onChange(Object.fromEntries(periods.map((period) => [cellOf(resource.id, period), first])))
                        }
                      />
                    )}
                  </span>
                </th>
                {periods.map((period) => (
                  <td key={period} className="min-w-28 px-2 py-2">
                    <NumberInput
                      aria-label={`${name} ${formatDate(period, "quarter")}`}
                      placeholder={m.selection_unlimited_short()}
                      value={amounts[cellOf(resource.id, period)] ?? null}
                      min={0}
                      disabled={readOnly}
                      onChange={(amount) => onChange({ [cellOf(resource.id, period)]: amount })}
                    />
                  </td>
                ))}
                <td className="whitespace-nowrap px-3 py-2 text-right font-medium">
                  {formatNumber(total(resource.id), { maximumFractionDigits: 1 })}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
