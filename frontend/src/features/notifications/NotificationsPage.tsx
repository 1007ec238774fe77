import { useNavigate } from "@tanstack/react-router";
import { CheckCheck } from "lucide-react";
import { Button } from "@/components/Button";
import { Card } from "@/components/Card";
import { Page } from "@/components/Page";
import { Tabs } from "@/components/Tabs";
import { m } from "@/paraglide/messages";
import { NotificationList } from "./NotificationList";
import { Preferences } from "./Preferences";
import { notificationsRoute } from "./routes";
import { useMarkRead } from "./useNotifications";

/** Everything one was told, and what one wants to be told. */
export function NotificationsPage() {
  const { show = "all" } = notificationsRoute.useSearch();
  const navigate = useNavigate({ from: "/notifications" });
  const markRead = useMarkRead();
  return (
    <Page
      title={m.notifications_title()}
      actions={
        <Button icon={<CheckCheck aria-hidden />} onClick={() => void markRead(null)}>
          {m.notifications_read_all()}
        </Button>
      }
      below={
        <Tabs
          label={m.notifications_title()}
          value={show}
          onChange={(value) => void navigate({ search: value === "unread" ? { show: value } : {}, replace: true })}
          tabs={[
            { value: "all", label: m.notifications_tab_all() },
            { value: "unread", label: m.notifications_tab_unread() },
          ]}
        />
      }
    >
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <Card>
          <NotificationList unread={show === "unread"} />
        </Card>
        <Preferences />
      </div>
    </Page>
  );
}
