import type { CustomFieldOut } from "@/api/generated";
import { DateText } from "@/components/DateText";
import { MoneyText } from "@/components/MoneyText";
import { NumberText } from "@/components/NumberText";
import { m } from "@/paraglide/messages";
import { labelOf, type Value } from "./model";
import { useRecordName } from "./recordNames";

/** A value to be read, in a cell of a list. */
export function CustomText({ field, value }: { field: CustomFieldOut; value: Value }) {
  if (value === null) return <span className="text-ink-faint">—</span>;
  switch (field.type) {
    case "number":
      return <NumberText value={Number(value)} decimals={6} />;
    case "money":
      return <MoneyText value={Number(value)} currency={field.currency ?? undefined} />;
    case "date":
      return <DateText value={String(value)} />;
    case "yes_no":
      return value ? m.fields_yes() : m.fields_no();
    case "link":
      return <LinkText id={String(value)} />;
    case "choice":
    case "choices": {
      const chosen = Array.isArray(value) ? value : [value];
      const called = field.choices.filter((one) => chosen.includes(one.value)).map(labelOf);
      return <span className="truncate">{called.join(m.fields_between())}</span>;
    }
    case "text":
      return <span className="truncate">{String(value)}</span>;
  }
}

function LinkText({ id }: { id: string }) {
  const { data: hit } = useRecordName(id);
  return <span className="truncate">{hit === null ? m.fields_link_gone() : (hit?.title ?? "…")}</span>;
}
