import type { ReactNode } from "react";
import { MoneyText } from "@/components/MoneyText";
import { formatMoney, formatNumber } from "@/lib/format";
import { m } from "@/paraglide/messages";
import { type CycleDetail, resourceName } from "./model";
import { costText, type Names } from "./sentences";
import type { Summary } from "./summary";

type DecideSummaryProps = { summary: Summary; names: Names; cycle: CycleDetail };

export function DecideSummary({ summary, names, cycle }: DecideSummaryProps) {
  const granted = cycle.resources.filter((one) => summary.teams.some((team) => team.grants.has(one.id)));
  return (
    <>
      <dl className="grid grid-cols-3 gap-3">
        <Figure word={m.selection_chosen()}>{formatNumber(summary.chosen)}</Figure>
        <Figure word={m.selection_given_up()}>{formatNumber(summary.givenUp)}</Figure>
        <Figure word={m.selection_profit()}>{formatMoney(summary.value, names.currency, true)}</Figure>
      </dl>
      {summary.overridden.length > 0 && (
        <section>
          <h3 className="font-semibold">{m.selection_overrides({ count: summary.overridden.length })}</h3>
          <ul className="mt-1 grid gap-1 text-sm">
            {summary.overridden.map((row) => {
              const cost = row.choice && costText(row.choice.takes, names.currency);
              return (
                <li key={row.id}>
                  {row.override?.chosen
                    ? m.selection_override_in_named({ name: row.title })
                    : m.selection_override_out_named({ name: row.title })}
                  {cost && ` · ${m.selection_costs({ cost })}`}
                  <span className="text-ink-soft"> · {row.override?.reason}</span>
                </li>
              );
            })}
          </ul>
        </section>
      )}
      <section className="overflow-x-auto">
        <h3 className="mb-1 font-semibold">{m.selection_grants()}</h3>
        <table className="w-full text-sm">
          <thead>
            <tr className="border-line border-b text-ink-soft">
              <th className="py-1 pr-3 text-left font-normal">{m.selection_team()}</th>
              <th className="py-1 pr-3 text-right font-normal">{m.selection_opportunities()}</th>
              <th className="py-1 pr-3 text-right font-normal">{m.selection_profit()}</th>
              {granted.map((one) => (
                <th key={one.id} className="py-1 pr-3 text-right font-normal">
                  {resourceName(one)} ({one.unit})
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {summary.teams.map((team) => (
              <tr key={team.team ?? ""} className="border-line border-b last:border-0">
                <th scope="row" className="py-1 pr-3 text-left font-normal">
                  {team.team ?? "—"}
                </th>
                <td className="py-1 pr-3 text-right">{formatNumber(team.count)}</td>
                <td className="py-1 pr-3 text-right">
                  <MoneyText value={team.value} currency={names.currency} compact />
                </td>
                {granted.map((one) => (
                  <td key={one.id} className="py-1 pr-3 text-right">
                    {formatNumber(team.grants.get(one.id) ?? 0, { maximumFractionDigits: 1 })}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <ul className="list-disc pl-5 text-sm">
        <li>{m.selection_follows_states()}</li>
        <li>{m.selection_follows_targets({ count: summary.teams.length })}</li>
        <li>{m.selection_follows_final()}</li>
      </ul>
    </>
  );
}

function Figure({ word, children }: { word: string; children: ReactNode }) {
  return (
    <div className="rounded-lg border border-line bg-surface px-3 py-2">
      <dt className="truncate text-ink-soft text-sm">{word}</dt>
      <dd className="font-semibold text-xl">{children}</dd>
    </div>
  );
}
