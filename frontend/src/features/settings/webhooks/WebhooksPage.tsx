import { useNavigate } from "@tanstack/react-router";
import { Plus, Webhook } from "lucide-react";
import { lazy, Suspense } from "react";
import { listWebhooks, type WebhookOut } from "@/api/generated";
import { Button } from "@/components/Button";
import { Card } from "@/components/Card";
import { EmptyState } from "@/components/EmptyState";
import { ErrorState } from "@/components/ErrorState";
import { SkeletonLines } from "@/components/Skeleton";
import { useList } from "@/hooks/useList";
import { useSession } from "@/hooks/useSession";
import { m } from "@/paraglide/messages";
import { webhooksRoute } from "../routes";
import { SettingsFrame } from "../SettingsFrame";
import { WebhookRow } from "./WebhookRow";

const CreateWebhook = lazy(() => import("./CreateWebhook").then((module) => ({ default: module.CreateWebhook })));
const WebhookSheet = lazy(() => import("./WebhookSheet").then((module) => ({ default: module.WebhookSheet })));

/** The systems that are told when records change. */
export function WebhooksPage() {
  const { can } = useSession();
  const { webhook, create } = webhooksRoute.useSearch();
  const navigate = useNavigate({ from: "/settings/webhooks" });
  const list = useList<WebhookOut>({
    noun: "webhook",
    fetch: (cursor, signal) => listWebhooks({ query: { cursor, limit: 100 }, signal }),
    enabled: can("webhooks:write"),
  });
  const close = () => navigate({ search: {}, resetScroll: false });
  const button = (
    <Button look="primary" icon={<Plus aria-hidden />} onClick={() => navigate({ search: { create: true } })}>
      {m.webhooks_create()}
    </Button>
  );
  return (
    <SettingsFrame needs="webhooks:write" title={m.webhooks_title()} actions={button}>
      <div className="mx-auto max-w-4xl">
        {list.isPending && <SkeletonLines lines={6} label={m.common_loading()} />}
        {list.error ? <ErrorState error={list.error} onRetry={list.retry} /> : null}
        {!list.isPending && !list.error && list.rows.length === 0 && (
          <EmptyState icon={<Webhook />} title={m.webhooks_empty()} action={button}>
            {m.webhooks_empty_text()}
          </EmptyState>
        )}
        {list.rows.length > 0 && (
          <Card flush>
            <ul aria-label={m.webhooks_title()} className="divide-y divide-line">
              {list.rows.map((row) => (
                <WebhookRow key={row.id} webhook={row} />
              ))}
            </ul>
          </Card>
        )}
        {list.hasMore && (
          <Button className="mt-3" busy={list.isLoadingMore} onClick={list.loadMore}>
            {m.settings_more()}
          </Button>
        )}
      </div>
      <Suspense>
        {create && <CreateWebhook onClose={close} />}
        {webhook && <WebhookSheet key={webhook} id={webhook} onClose={close} />}
      </Suspense>
    </SettingsFrame>
  );
}
