import type { FactRow } from "@/api/generated";
import { DateText } from "@/components/DateText";
import { MoneyText } from "@/components/MoneyText";
import { AddressLink } from "@/parts/AddressLink";
import { addressOf } from "./words";

/** One record behind a figure, leading to where it is worked on. */
export function FactLink({ row }: { row: FactRow }) {
  const to = addressOf(row);
  const content = (
    <>
      <span className="min-w-0 grow">
        <span className="block truncate">{row.title}</span>
        {row.customer_name && row.customer_name !== row.title && (
          <span className="block truncate text-ink-soft text-sm">{row.customer_name}</span>
        )}
      </span>
      {row.amount !== null && (
        <span className="shrink-0">
          <MoneyText value={row.amount} currency={row.currency ?? "CNY"} compact />
        </span>
      )}
      {row.on && (
        <span className="shrink-0 text-ink-soft text-sm">
          <DateText value={row.on} />
        </span>
      )}
    </>
  );
  const look = "-mx-2 flex items-center gap-3 rounded-md px-2 py-2";
  if (!to) return <div className={look}>{content}</div>;
  return (
    <AddressLink address={to} className={`${look} hover:bg-hover`}>
      {content}
    </AddressLink>
  );
}
