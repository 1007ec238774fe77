import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import {
  countUnreadNotifications,
  listNotifications,
  type NotificationOut,
  readNotifications,
  type UnreadOut,
} from "@/api/generated";
import { asProblem } from "@/api/problem";
import { toast } from "@/components/Toast";
import { useList } from "@/hooks/useList";

const unreadKey = ["notification", "unread"];

/** After the page has what it came for: a badge may come later than the work. */
const LATER_MS = 3000;
const AGAIN_MS = 60_000;

/** How many are unread (at most 100): asked some seconds after the start, then each minute and on coming back. */
export function useUnread(): number {
  const [later, setLater] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLater(true), LATER_MS);
    return () => clearTimeout(timer);
  }, []);
  const { data } = useQuery<UnreadOut>({
    queryKey: unreadKey,
    queryFn: ({ signal }) => countUnreadNotifications({ signal }),
    enabled: later,
    refetchInterval: AGAIN_MS,
    refetchOnWindowFocus: "always",
  });
  return data?.count ?? 0;
}

/** One's own notifications, the latest first. */
export function useNotifications(unread: boolean) {
  return useList<NotificationOut>({
    noun: "notification",
    params: { unread },
    fetch: (cursor, signal) => listNotifications({ query: { unread, cursor, limit: 30 }, signal }),
  });
}

/** Marks these (null: all) as read; the badge follows at once. */
export function useMarkRead() {
  const client = useQueryClient();
  return async (ids: string[] | null) => {
    try {
      client.setQueryData(unreadKey, await readNotifications({ body: { ids } }));
      await client.invalidateQueries({ queryKey: ["notification", "list"] });
    } catch (error) {
      toast.problem(asProblem(error));
    }
  };
}
