import { Check, LoaderCircle } from "lucide-react";
import type { FieldOut } from "@/api/generated";
import { Button } from "@/components/Button";
import { formatNumber } from "@/lib/format";
import { m } from "@/paraglide/messages";
import { getLocale } from "@/paraglide/runtime";
import { labelOf } from "./words";

type Props = {
  rows: number;
  missing: FieldOut[];
  isConfirmed: boolean;
  isSaved: boolean;
  isRunning: boolean;
  onCheck: () => void;
};

/** What is still missing, whether it is kept, and the way on. */
export function MappingBar({ rows, missing, isConfirmed, isSaved, isRunning, onCheck }: Props) {
  const names = new Intl.ListFormat(getLocale(), { type: "conjunction" }).format(missing.map(labelOf));
  return (
    <div className="-mx-4 flex flex-wrap items-center gap-x-4 gap-y-2 border-line border-t bg-canvas px-4 py-3 md:-mx-6 md:px-6">
      <p role="status" className="flex min-w-0 grow items-center gap-1.5 text-ink-soft text-sm">
        {isRunning ? (
          <>
            <LoaderCircle aria-hidden className="size-4 shrink-0 animate-spin" />
            {m.imports_checking({ rows: formatNumber(rows) })}
          </>
        ) : !isConfirmed ? (
          <span className="text-warn-ink">{m.imports_encoding_first()}</span>
        ) : missing.length > 0 ? (
          <span className="text-warn-ink">{m.imports_missing({ names })}</span>
        ) : isSaved ? (
          <>
            <Check aria-hidden className="size-4 shrink-0" />
            {m.imports_kept()}
          </>
        ) : (
          m.imports_keeping()
        )}
      </p>
      <Button look="primary" size="lg" busy={isRunning} disabled={missing.length > 0 || !isConfirmed} onClick={onCheck}>
        {m.imports_check()}
      </Button>
    </div>
  );
}
