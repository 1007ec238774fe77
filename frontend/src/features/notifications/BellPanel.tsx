import { Link } from "@tanstack/react-router";
import { CheckCheck } from "lucide-react";
import { Button, buttonClass } from "@/components/Button";
import { m } from "@/paraglide/messages";
import { NotificationList } from "./NotificationList";
import { useMarkRead } from "./useNotifications";

export function BellPanel({ unread, onGo }: { unread: number; onGo: () => void }) {
  const markRead = useMarkRead();
  return (
    <>
      <div className="mb-1 flex items-center gap-2 px-2">
        <h2 className="grow font-semibold">{m.notifications_title()}</h2>
        {unread > 0 && (
          <Button look="quiet" size="sm" icon={<CheckCheck aria-hidden />} onClick={() => void markRead(null)}>
            {m.notifications_read_all()}
          </Button>
        )}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by key */}
      <div className="max-h-[60vh] overflow-y-auto" tabIndex={0} role="region" aria-label={m.notifications_title()}>
        <NotificationList unread={false} onGo={onGo} />
      </div>
      <div className="mt-2 border-line border-t pt-2">
        <Link to="/notifications" onClick={onGo} className={buttonClass("quiet", "sm")}>
          {m.notifications_all()}
        </Link>
      </div>
    </>
  );
}
