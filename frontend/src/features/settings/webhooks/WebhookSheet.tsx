import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { getWebhook, type WebhookOut, type WebhookWithSecret } from "@/api/generated";
import { Badge } from "@/components/Badge";
import { Button } from "@/components/Button";
import { ErrorState } from "@/components/ErrorState";
import { Sheet } from "@/components/Sheet";
import { SkeletonLines } from "@/components/Skeleton";
import { useRecord } from "@/hooks/useRecord";
import { formatDate } from "@/lib/format";
import { m } from "@/paraglide/messages";
import { webhooksRoute } from "../routes";
import { DeliveryLog } from "./DeliveryLog";
import { EditWebhook } from "./EditWebhook";
import { SecretOnce } from "./SecretOnce";
import { WebhookActions } from "./WebhookActions";
import { stateOf, typeWord } from "./words";

/** One webhook: how it fares, what can be done, what was sent. */
export function WebhookSheet({ id, onClose }: { id: string; onClose: () => void }) {
  const { edit } = webhooksRoute.useSearch();
  const navigate = useNavigate({ from: "/settings/webhooks" });
  const [made, setMade] = useState<WebhookWithSecret | null>(null);
  const { data, error, refetch } = useRecord<WebhookOut>({
    noun: "webhook",
    id,
    fetch: (signal) => getWebhook({ path: { webhook_id: id }, signal }),
  });
  const setEdit = (wanted: true | undefined) =>
    navigate({ search: (old) => ({ ...old, edit: wanted }), replace: true, resetScroll: false });
  const title = made ? m.webhooks_secret_title({ name: made.name }) : (data?.name ?? m.webhooks_title());
  return (
    <Sheet
      open
      onOpenChange={(open) => !open && onClose()}
      title={title}
      footer={
        made ? (
          <Button onClick={() => setMade(null)}>{m.webhooks_carried()}</Button>
        ) : (
          data && !edit && <WebhookActions webhook={data} onSecret={setMade} onDeleted={onClose} />
        )
      }
    >
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error && <SkeletonLines lines={8} label={m.common_loading()} />}
      {made && <SecretOnce made={made} />}
      {data && !made && edit && <EditWebhook webhook={data} onDone={() => setEdit(undefined)} />}
      {data && !made && !edit && (
        <div className="space-y-4">
          <Facts webhook={data} onEdit={() => setEdit(true)} />
          <DeliveryLog webhook={data} />
        </div>
      )}
    </Sheet>
  );
}

function Facts({ webhook, onEdit }: { webhook: WebhookOut; onEdit: () => void }) {
  const state = stateOf(webhook);
  return (
    <div className="space-y-2">
      <p className="flex flex-wrap items-center gap-2">
        <Badge tone={state.tone}>{state.label}</Badge>
        {state.detail && <span className="text-sm">{state.detail}</span>}
        <Button size="sm" look="quiet" className="ml-auto" onClick={onEdit}>
          {m.common_edit()}
        </Button>
      </p>
      <p className="break-all text-sm">{webhook.url}</p>
      <ul className="flex flex-wrap gap-1">
        {webhook.event_types.map((type) => (
          <li key={type} className="flex min-w-0">
            <Badge>{typeWord(type)}</Badge>
          </li>
        ))}
      </ul>
      {webhook.former_until && Date.parse(webhook.former_until) > Date.now() && (
        <p className="text-ink-soft text-sm">{m.webhooks_two({ at: formatDate(webhook.former_until, "dateTime") })}</p>
      )}
    </div>
  );
}
