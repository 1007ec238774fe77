import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { createWebhook, type WebhookWithSecret } from "@/api/generated";
import { Button } from "@/components/Button";
import { Form } from "@/components/Form";
import { Sheet } from "@/components/Sheet";
import { m } from "@/paraglide/messages";
import { SecretOnce } from "./SecretOnce";
import { WebhookFields, type WebhookValues } from "./WebhookFields";

/** A new webhook; its secret is shown once, in this panel. */
export function CreateWebhook({ onClose }: { onClose: () => void }) {
  const client = useQueryClient();
  const [made, setMade] = useState<WebhookWithSecret | null>(null);
  const form = useForm<WebhookValues>({ defaultValues: { name: "", url: "", event_types: [] } });
  const send = async ({ name, url, event_types }: WebhookValues) => {
    setMade(await createWebhook({ body: { name: name.trim(), url: url.trim(), event_types } }));
    void client.invalidateQueries({ queryKey: ["webhook", "list"] });
  };
  return (
    <Sheet
      open
      onOpenChange={(open) => !open && onClose()}
      title={made ? m.webhooks_secret_title({ name: made.name }) : m.webhooks_create()}
      footer={
        made ? (
          <Button onClick={onClose}>{m.webhooks_carried()}</Button>
        ) : (
          <>
            <Button onClick={onClose}>{m.common_cancel()}</Button>
            <Button look="primary" type="submit" form="create-webhook" busy={form.formState.isSubmitting}>
              {m.webhooks_create()}
            </Button>
          </>
        )
      }
    >
      {made ? (
        <SecretOnce made={made} />
      ) : (
        <Form id="create-webhook" form={form} onSubmit={send} className="grid gap-4">
          <WebhookFields form={form} />
        </Form>
      )}
    </Sheet>
  );
}
