import { useMemo } from "react";
import { Meter } from "@/components/Meter";
import { formatDate, formatMoney, formatNumber } from "@/lib/format";
import { m } from "@/paraglide/messages";
import { type CycleDetail, type PreviewOut, resourceName, type UsageOut } from "./model";

type UsageTableProps = { cycle: CycleDetail; usage: UsageOut[] | undefined; preview: PreviewOut | undefined };

type Line = { resource: string; unit: string; period: string; limit: number | null; used: number; gain: string | null };

/** Each resource and quarter: used of the limit, and what one per cent more would bring. */
export function UsageTable({ cycle, usage, preview }: UsageTableProps) {
  const lines = useMemo(() => linesOf(cycle, usage, preview), [cycle, usage, preview]);
  if (lines.length === 0) return <p className="text-ink-soft text-sm">{m.selection_usage_none()}</p>;
  return (
    <table className="w-full text-sm">
      <thead>
        <tr className="text-left text-ink-soft">
          <th className="whitespace-nowrap py-1 pr-2 font-normal">{m.selection_quarter()}</th>
          <th className="whitespace-nowrap py-1 pr-2 font-normal">{m.selection_used_of()}</th>
          <th className="whitespace-nowrap py-1 text-right font-normal" title={m.selection_gain_hint()}>
            {m.selection_gain()}
          </th>
        </tr>
      </thead>
      {groups(lines).map(([resource, own]) => (
        <tbody key={resource} className="border-line border-t">
          <tr>
            <th colSpan={3} scope="rowgroup" className="pt-2 text-left font-medium">
              {resource} <span className="font-normal text-ink-soft">({own[0]?.unit})</span>
            </th>
          </tr>
          {own.map((line) => (
            <tr key={line.period}>
              <th scope="row" className="whitespace-nowrap py-1 pr-2 text-left font-normal">
                {formatDate(line.period, "quarter")}
              </th>
              <td className="w-full py-1 pr-2">
                <Used line={line} />
              </td>
              <td className="whitespace-nowrap py-1 text-right text-ink-soft">{line.gain ?? "—"}</td>
            </tr>
          ))}
        </tbody>
      ))}
    </table>
  );
}

const short = (amount: number) => formatNumber(amount, { maximumFractionDigits: 0 });

function Used({ line }: { line: Line }) {
  const { limit, used } = line;
  if (limit === null) return <span>{m.selection_unlimited({ used: short(used) })}</span>;
  const full = limit > 0 && used / limit > 0.98;
  return (
    <span className="grid gap-0.5">
      <span className="text-xs">
        {short(used)} / {short(limit)}
      </span>
      <Meter
        label={`${line.resource} ${formatDate(line.period, "quarter")}`}
        value={used}
        max={Math.max(limit, 0.01)}
        tone={full ? "warn" : "good"}
        format={(value) => `${short(value)} / ${short(limit)}`}
        bare
      />
    </span>
  );
}

function linesOf(cycle: CycleDetail, usage: UsageOut[] | undefined, preview: PreviewOut | undefined): Line[] {
  const names = new Map(cycle.resources.map((one) => [one.id, one]));
  const gains = new Map(usage?.map((one) => [one.resource_id + one.period, gainText(one, cycle.currency)]));
  const amounts = preview && preview.status !== "infeasible" ? preview.usage : (usage ?? []);
  return amounts.map(({ resource_id, period, limit, used }) => {
    const resource = names.get(resource_id);
    // gains are of the stored result; with other rules on screen they would not be true
    const gain = preview ? null : (gains.get(resource_id + period) ?? null);
    return { resource: resource ? resourceName(resource) : "…", unit: resource?.unit ?? "", period, limit, used, gain };
  });
}

function gainText(line: UsageOut, currency: string): string | null {
  const one = line.gains?.find((gain) => gain.step === 0.01);
  if (!one || one.gain === null) return null;
  if (one.gain > 0) return `+${formatMoney(one.gain, currency, true)}`;
  return one.gain_at_most !== null && one.gain_at_most > 0
    ? m.selection_gain_at_most({ most: formatMoney(one.gain_at_most, currency, true) })
    : m.selection_gain_none();
}

function groups(lines: readonly Line[]): [string, Line[]][] {
  const found = new Map<string, Line[]>();
  for (const line of lines) found.set(line.resource, [...(found.get(line.resource) ?? []), line]);
  return [...found].map(([resource, own]) => [resource, own.sort((a, b) => a.period.localeCompare(b.period))]);
}
