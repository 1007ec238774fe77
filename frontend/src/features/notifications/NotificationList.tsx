import { BellRing } from "lucide-react";
import { EmptyState } from "@/components/EmptyState";
import { m } from "@/paraglide/messages";
import { RecordList } from "@/parts/RecordList";
import { NotificationRow } from "./NotificationRow";
import { useMarkRead, useNotifications } from "./useNotifications";

/** One's own notifications, all or the unread ones; `onGo` when one was opened. */
export function NotificationList({ unread, onGo }: { unread: boolean; onGo?: () => void }) {
  const list = useNotifications(unread);
  const markRead = useMarkRead();
  return (
    <RecordList
      bare
      label={m.notifications_title()}
      list={list}
      empty={
        <EmptyState icon={<BellRing />} title={m.notifications_empty()} className="py-8">
          {m.notifications_empty_text()}
        </EmptyState>
      }
      row={(note) => (
        <NotificationRow
          key={note.id}
          note={note}
          onOpen={() => {
            if (note.read_at === null) void markRead([note.id]);
            onGo?.();
          }}
        />
      )}
    />
  );
}
