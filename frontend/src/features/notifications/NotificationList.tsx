import { BellRing } from "lucide-react";
import { Button } from "@/components/Button";
import { EmptyState } from "@/components/EmptyState";
import { ErrorState } from "@/components/ErrorState";
import { SkeletonLines } from "@/components/Skeleton";
import { m } from "@/paraglide/messages";
import { NotificationRow } from "./NotificationRow";
import { useMarkRead, useNotifications } from "./useNotifications";

/** One's own notifications, all or the unread ones; `onGo` when one was opened. */
export function NotificationList({ unread, onGo }: { unread: boolean; onGo?: () => void }) {
  const list = useNotifications(unread);
  const markRead = useMarkRead();
  if (list.isPending) return <SkeletonLines lines={6} label={m.common_loading()} />;
  if (list.error && list.rows.length === 0) return <ErrorState compact error={list.error} onRetry={list.retry} />;
  if (list.rows.length === 0)
    return (
      <EmptyState icon={<BellRing />} title={m.notifications_empty()} className="py-8">
        {m.notifications_empty_text()}
      </EmptyState>
    );
  return (
    <>
      <ul>
        {list.rows.map((note) => (
          <NotificationRow
            key={note.id}
            note={note}
            onOpen={() => {
              if (note.read_at === null) void markRead([note.id]);
              onGo?.();
            }}
          />
        ))}
      </ul>
      {list.hasMore && (
        <Button className="mt-2" onClick={list.loadMore} busy={list.isLoadingMore}>
          {m.notifications_more()}
        </Button>
      )}
    </>
  );
}
