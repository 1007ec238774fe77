import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { atVersion } from "@/api/client";
import {
  deleteWebhook,
  pingWebhook,
  rotateWebhookSecret,
  updateWebhook,
  type WebhookOut,
  type WebhookWithSecret,
} from "@/api/generated";
import { asProblem } from "@/api/problem";
import { Button } from "@/components/Button";
import { ConfirmDialog } from "@/components/ConfirmDialog";
import { toast } from "@/components/Toast";
import { m } from "@/paraglide/messages";

type Props = { webhook: WebhookOut; onSecret: (made: WebhookWithSecret) => void; onDeleted: () => void };

/** Try it, give it another secret, stop it, remove it. */
export function WebhookActions({ webhook, onSecret, onDeleted }: Props) {
  const client = useQueryClient();
  const [asked, setAsked] = useState<"rotate" | "delete" | null>(null);
  const [busy, setBusy] = useState<"ping" | "active" | null>(null);
  const path = { webhook_id: webhook.id };
  const headers = atVersion(webhook);
  const fresh = () => client.invalidateQueries({ queryKey: ["webhook"] });
  const act = async (what: "ping" | "active", work: () => Promise<string>) => {
    setBusy(what);
    try {
      toast.done(await work());
      await fresh();
    } catch (error) {
      toast.problem(asProblem(error));
    } finally {
      setBusy(null);
    }
  };
  const ping = async () => {
    await pingWebhook({ path });
    return m.webhooks_ping_done();
  };
  const toggle = async () => {
    await updateWebhook({ path, headers, body: { active: !webhook.active } });
    return webhook.active ? m.webhooks_stop_done() : m.webhooks_start_done();
  };
  return (
    <>
      <Button look="quiet" onClick={() => setAsked("delete")}>
        {m.common_delete()}
      </Button>
      <Button busy={busy === "active"} onClick={() => void act("active", toggle)}>
        {webhook.active ? m.webhooks_stop() : m.webhooks_start()}
      </Button>
      <Button onClick={() => setAsked("rotate")}>{m.webhooks_rotate()}</Button>
      {webhook.active && (
        <Button look="primary" busy={busy === "ping"} onClick={() => void act("ping", ping)}>
          {m.webhooks_ping()}
        </Button>
      )}
      {asked && (
        <ConfirmDialog
          open
          onOpenChange={(open) => !open && setAsked(null)}
          title={
            asked === "delete"
              ? m.webhooks_delete_title({ name: webhook.name })
              : m.webhooks_rotate_title({ name: webhook.name })
          }
          consequence={asked === "delete" ? m.webhooks_delete_text() : m.webhooks_rotate_text()}
          confirm={asked === "delete" ? m.common_delete() : m.webhooks_rotate()}
          onConfirm={async () => {
            if (asked === "delete") {
              await deleteWebhook({ path, headers });
              toast.done(m.webhooks_deleted({ name: webhook.name }));
              onDeleted();
              await client.invalidateQueries({ queryKey: ["webhook", "list"] });
            } else {
              onSecret(await rotateWebhookSecret({ path, headers }));
              await fresh();
            }
          }}
        />
      )}
    </>
  );
}
