import { ArrowUpRight } from "lucide-react";
import { useMemo } from "react";
import { searchEverything } from "@/api/generated";
import { Combobox } from "@/components/Combobox";
import { m } from "@/paraglide/messages";
import { AddressLink } from "../AddressLink";
import { findCustomers, findPeople } from "../finders";
import type { Target } from "./model";
import { placeOf, useRecordName } from "./recordNames";

type LinkControlProps = {
  target: Target;
  value: string | null;
  onChange: (id: string | null) => void;
  readOnly?: boolean;
  clearable: boolean;
  id?: string;
  "aria-describedby"?: string;
  "aria-invalid"?: boolean;
};

const sourceOf = (kind: Target) => {
  if (kind === "customer") return findCustomers;
  if (kind === "app_user") return findPeople;
  return async (q: string, signal: AbortSignal) => {
    const { items } = await searchEverything({ query: { q, kind, limit: 20 }, signal });
    return items.map((hit) => ({ value: hit.id, label: hit.title, hint: hit.subtitle || undefined }));
  };
};

/** Another record: found by its name, opened from beside it. */
export function LinkControl({ target, value, onChange, readOnly, ...rest }: LinkControlProps) {
  const source = useMemo(() => sourceOf(target), [target]);
  const { data: hit } = useRecordName(value);
  const label = hit === null ? m.fields_link_gone() : (hit?.title ?? "…");
  const place = hit && placeOf(hit);
  return (
    <span className="flex items-center gap-1">
      <Combobox
        {...rest}
        source={source}
        disabled={readOnly}
        placeholder={m.fields_link_find()}
        value={value ? { value, label } : null}
        onChange={(choice) => onChange(choice?.value ?? null)}
      />
      {place && (
        <AddressLink
          address={place}
          aria-label={m.fields_link_open({ name: label })}
          className="inline-flex size-8 shrink-0 items-center justify-center rounded-md text-ink-soft hover:bg-hover hover:text-ink"
        >
          <ArrowUpRight aria-hidden className="size-4" />
        </AddressLink>
      )}
    </span>
  );
}
