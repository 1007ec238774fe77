import { ArrowRight } from "lucide-react";
import type { FieldMapping, ImportRunOut } from "@/api/generated";
import { Badge } from "@/components/Badge";
import { m } from "@/paraglide/messages";
import { samplesOf } from "./draft";

/** What the file says in the chosen column, and what the mapping makes of it. */
export function FieldNotes({ run, entry }: { run: ImportRunOut; entry: FieldMapping | undefined }) {
  const samples = samplesOf(run, entry);
  const replaced = Object.keys(entry?.values ?? {}).length;
  return (
    <div className="flex min-w-0 flex-wrap items-center gap-1.5 text-ink-soft text-sm md:pt-1.5">
      {entry?.column && samples.length === 0 && <span className="text-ink-faint">{m.imports_sample_empty()}</span>}
      {samples.map(({ cell, meant }) => (
        <span key={cell} className="inline-flex max-w-48 items-center gap-1 rounded-sm bg-sunken px-1.5">
          <span className={meant === cell ? "truncate" : "truncate line-through"}>{cell}</span>
          {meant !== cell && (
            <>
              <ArrowRight aria-hidden className="size-3 shrink-0" />
              <span className="truncate text-ink">{meant || m.imports_left_empty()}</span>
            </>
          )}
        </span>
      ))}
      {replaced > 0 && <Badge tone="info">{m.imports_replaced({ count: replaced })}</Badge>}
      {entry?.default && <Badge tone="earth">{m.imports_default_is({ value: entry.default })}</Badge>}
      {entry?.factor ? <Badge tone="earth">× {String(entry.factor)}</Badge> : null}
    </div>
  );
}
