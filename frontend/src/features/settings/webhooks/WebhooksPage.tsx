import { useNavigate } from "@tanstack/react-router";
import { Plus, Webhook } from "lucide-react";
import { lazy, Suspense } from "react";
import { listWebhooks, type WebhookOut } from "@/api/generated";
import { Button } from "@/components/Button";
import { EmptyState } from "@/components/EmptyState";
import { useList } from "@/hooks/useList";
import { useSession } from "@/hooks/useSession";
import { m } from "@/paraglide/messages";
import { RecordList } from "@/parts/RecordList";
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
        <RecordList
          label={m.webhooks_title()}
          list={list}
          empty={
            <EmptyState icon={<Webhook />} title={m.webhooks_empty()} action={button}>
              {m.webhooks_empty_text()}
            </EmptyState>
          }
          row={(row) => <WebhookRow key={row.id} webhook={row} />}
        />
      </div>
      <Suspense>
        {create && <CreateWebhook onClose={close} />}
        {webhook && <WebhookSheet key={webhook} id={webhook} onClose={close} />}
      </Suspense>
    </SettingsFrame>
  );
}
