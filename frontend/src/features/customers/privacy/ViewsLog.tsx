import { listPrivateViews, type ViewOut } from "@/api/generated";
import { Button } from "@/components/Button";
import { DateText } from "@/components/DateText";
import { ErrorState } from "@/components/ErrorState";
import { useList } from "@/hooks/useList";
import { m } from "@/paraglide/messages";
import { Part } from "./Part";
import { actWords, purposeWords } from "./words";

/** Who saw, exported or erased what is private about this person, and what for. */
export function ViewsLog({ contactId }: { contactId: string }) {
  const list = useList<ViewOut>({
    noun: "private-view",
    params: { contactId },
    fetch: (cursor, signal) =>
      listPrivateViews({ path: { contact_id: contactId }, query: { cursor, limit: 10 }, signal }),
  });
  return (
    <Part title={m.privacy_log()}>
      {list.error ? <ErrorState compact error={list.error} onRetry={list.retry} /> : null}
      {!list.isPending && !list.error && list.rows.length === 0 && (
        <p className="text-ink-soft">{m.privacy_log_empty()}</p>
      )}
      {list.rows.length > 0 && (
        <ol aria-label={m.privacy_log()} className="divide-y divide-line text-sm">
          {list.rows.map((row) => (
            <li key={row.id} className="flex flex-wrap items-baseline justify-between gap-x-3 py-1.5">
              <span>
                {row.actor_name} · {actWords[row.action]?.() ?? row.action}
                {row.purpose && ` · ${purposeWords[row.purpose as keyof typeof purposeWords]?.() ?? row.purpose}`}
              </span>
              <span className="text-ink-soft">
                <DateText value={row.at} style="dateTime" />
              </span>
            </li>
          ))}
        </ol>
      )}
      {list.hasMore && (
        <Button look="quiet" busy={list.isLoadingMore} onClick={list.loadMore}>
          {m.common_more()}
        </Button>
      )}
    </Part>
  );
}
