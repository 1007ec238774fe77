import { Bell as BellIcon } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { IconButton } from "@/components/IconButton";
import { Popover } from "@/components/Popover";
import { SkeletonLines } from "@/components/Skeleton";
import { m } from "@/paraglide/messages";
import { useUnread } from "./useNotifications";

const BellPanel = lazy(() => import("./BellPanel").then((module) => ({ default: module.BellPanel })));

/** What concerns oneself: a badge with how many are unread, and the list behind it. */
export function Bell({ onGo }: { onGo?: () => void }) {
  const [open, setOpen] = useState(false);
  const unread = useUnread();
  const go = () => {
    setOpen(false);
    onGo?.();
  };
  return (
    <Popover
      label={m.notifications_title()}
      align="start"
      open={open}
      onOpenChange={setOpen}
      trigger={
        <IconButton
          label={unread ? m.notifications_count({ count: unread }) : m.notifications_title()}
          className="relative"
          icon={
            <>
              <BellIcon aria-hidden />
              {unread > 0 && (
                <span
                  aria-hidden
                  className="absolute -top-0.5 -right-0.5 min-w-4 rounded-full bg-leaf px-1 text-center font-medium text-[0.6875rem] text-on-leaf tabular-nums leading-4"
                >
                  {unread > 99 ? "99+" : unread}
                </span>
              )}
            </>
          }
        />
      }
    >
      <div className="w-[min(24rem,calc(100vw-3rem))]">
        <Suspense fallback={<SkeletonLines lines={6} label={m.common_loading()} />}>
          <BellPanel unread={unread} onGo={go} />
        </Suspense>
      </div>
    </Popover>
  );
}
