import { LoaderCircle } from "lucide-react";
import type { ReactNode } from "react";
import { Badge } from "@/components/Badge";
import { cx } from "@/lib/cx";
import { formatNumber } from "@/lib/format";
import { m } from "@/paraglide/messages";
import { type PreviewOut, type SelectionOut, statusWord } from "./model";

/** Short, but with the digits that tell one scenario from another. */
const money = (value: number | null, currency: string) =>
  value === null
    ? "—"
    : formatNumber(value, {
        style: "currency",
        currency,
        currencyDisplay: "narrowSymbol",
        notation: "compact",
        maximumSignificantDigits: 5,
      });

type ResultFiguresProps = {
  selection: SelectionOut;
  preview: PreviewOut | undefined;
  running: boolean;
  currency: string;
};

/** Value, proven bound and gap; with rules on screen that differ, the new figures and the difference. */
export function ResultFigures({ selection, preview, running, currency }: ResultFiguresProps) {
  const shown = preview && preview.status !== "infeasible" ? preview : selection;
  const chosen = "chosen" in shown ? shown.chosen.length : shown.chosen_count;
  const difference =
    preview && preview.value !== null && selection.value !== null ? preview.value - selection.value : null;
  return (
    <section aria-busy={running} className="grid gap-2">
      <div className="flex items-center gap-2">
        <h2 className="font-semibold">{preview ? m.selection_preview() : m.selection_result()}</h2>
        {shown.status && (
          <Badge tone={shown.status === "infeasible" ? "bad" : "neutral"}>{statusWord[shown.status]()}</Badge>
        )}
        <span
          className={cx("ml-auto flex items-center gap-1.5 text-ink-soft text-xs", !running && "invisible")}
          role="status"
        >
          <LoaderCircle aria-hidden className="size-3.5 animate-spin" />
          {running ? m.selection_computing() : ""}
        </span>
      </div>
      <p className="font-semibold text-2xl">
        {money(shown.value, currency)}
        {difference !== null && Math.abs(difference) >= 0.5 && (
          <span className={cx("ml-2 text-base", difference > 0 ? "text-leaf-ink" : "text-bad-ink")}>
            {difference > 0 ? "+" : "−"}
            {money(Math.abs(difference), currency)}
          </span>
        )}
      </p>
      <dl className="grid grid-cols-[1fr_auto] gap-x-4 gap-y-1 text-sm">
        <Figure word={m.selection_bound()}>{money(shown.bound, currency)}</Figure>
        <Figure word={m.selection_gap()}>
          {shown.gap === null ? "—" : formatNumber(shown.gap, { style: "percent", maximumFractionDigits: 2 })}
        </Figure>
        <Figure word={m.selection_profit()}>{money(shown.profit, currency)}</Figure>
        <Figure word={m.selection_chosen_of()}>
          {chosen === null ? "—" : `${formatNumber(chosen)} / ${formatNumber(shown.proposal_count ?? 0)}`}
        </Figure>
        {(shown.unvalued_count ?? 0) > 0 && (
          <Figure word={m.selection_unvalued()}>{formatNumber(shown.unvalued_count ?? 0)}</Figure>
        )}
      </dl>
    </section>
  );
}

function Figure({ word, children }: { word: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-soft">{word}</dt>
      <dd className="text-right">{children}</dd>
    </>
  );
}
