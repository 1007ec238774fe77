import { Link } from "@tanstack/react-router";
import type { NotificationOut } from "@/api/generated";
import { DateText } from "@/components/DateText";
import { cx } from "@/lib/cx";
import { m } from "@/paraglide/messages";
import { pageOf } from "./links";
import { kinds, sentence } from "./words";

type Props = { note: NotificationOut; onOpen: (note: NotificationOut) => void };

/** One notification; opening it goes to its record and marks it as read. */
export function NotificationRow({ note, onOpen }: Props) {
  const { icon: Icon } = kinds[note.kind];
  const unread = note.read_at === null;
  return (
    <li>
      <Link
        to={pageOf(note) as "/"}
        onClick={() => onOpen(note)}
        className="flex gap-3 rounded-md px-2 py-2.5 hover:bg-hover"
      >
        <Icon aria-hidden className={cx("mt-0.5 size-4 shrink-0", unread ? "text-leaf-ink" : "text-ink-faint")} />
        <span className="min-w-0 grow">
          <span className="flex items-baseline gap-2">
            <span className={cx("min-w-0 truncate", unread && "font-medium")}>{note.title}</span>
            <span className="ml-auto shrink-0 text-ink-soft text-xs">
              <DateText value={note.created_at} style="relative" />
            </span>
          </span>
          <span className="block text-ink-soft text-sm">{sentence(note)}</span>
          {note.kind === "mentioned" && note.text && (
            <span className="mt-0.5 line-clamp-2 block text-sm">{note.text}</span>
          )}
        </span>
        <span className={cx("mt-2 size-2 shrink-0 rounded-full", unread && "bg-leaf")}>
          {unread && <span className="sr-only">{m.notifications_unread()}</span>}
        </span>
      </Link>
    </li>
  );
}
