import type { PrivacyRequestOut } from "@/api/generated";
import { Badge } from "@/components/Badge";
import { formatDate } from "@/lib/format";
import { m } from "@/paraglide/messages";
import { kindWords, stateWords, today } from "./words";

const tones = { open: "warn", done: "good", refused: "neutral" } as const;

/** One request: who asks for what, and until when we have to answer. */
export function RequestRow({ row, onOpen }: { row: PrivacyRequestOut; onOpen: () => void }) {
  const isLate = row.state === "open" && row.due_on < today();
  const until = row.answered_on
    ? m.privacy_answered({ day: formatDate(row.answered_on) })
    : isLate
      ? m.privacy_late({ day: formatDate(row.due_on) })
      : m.privacy_due({ day: formatDate(row.due_on) });
  return (
    <li>
      <button
        type="button"
        onClick={onOpen}
        className="flex w-full flex-wrap items-center gap-x-3 gap-y-1 px-4 py-3 text-left hover:bg-hover focus-visible:-outline-offset-2"
      >
        <span className="min-w-0 grow basis-56">
          <span className="flex flex-wrap items-center gap-2">
            <span className="font-medium">{row.erased_at ? m.privacy_erased() : row.contact_name}</span>
            <Badge tone="info">{kindWords[row.kind]()}</Badge>
            <Badge tone={tones[row.state]}>{stateWords[row.state]()}</Badge>
          </span>
          <span className="block truncate text-ink-soft text-sm">{row.customer_name}</span>
        </span>
        <span className={isLate ? "text-bad-ink text-sm" : "text-ink-soft text-sm"}>{until}</span>
      </button>
    </li>
  );
}
