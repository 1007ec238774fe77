import { useQueryClient } from "@tanstack/react-query";
import { useForm } from "react-hook-form";
import { atVersion } from "@/api/client";
import { updateWebhook, type WebhookOut } from "@/api/generated";
import { Button } from "@/components/Button";
import { Form } from "@/components/Form";
import { toast } from "@/components/Toast";
import { m } from "@/paraglide/messages";
import { WebhookFields, type WebhookValues } from "./WebhookFields";

/** Another address, name or choice of events. */
export function EditWebhook({ webhook, onDone }: { webhook: WebhookOut; onDone: () => void }) {
  const client = useQueryClient();
  const { name, url, event_types } = webhook;
  const form = useForm<WebhookValues>({ defaultValues: { name, url, event_types } });
  const send = async (values: WebhookValues) => {
    const body = { name: values.name.trim(), url: values.url.trim(), event_types: values.event_types };
    await updateWebhook({ path: { webhook_id: webhook.id }, body, headers: atVersion(webhook) });
    await client.invalidateQueries({ queryKey: ["webhook"] });
    toast.done(m.common_saved());
    onDone();
  };
  return (
    <Form form={form} onSubmit={send} className="grid gap-4">
      <WebhookFields form={form} />
      <div className="flex gap-2">
        <Button look="primary" type="submit" busy={form.formState.isSubmitting}>
          {m.common_save()}
        </Button>
        <Button onClick={onDone}>{m.common_cancel()}</Button>
      </div>
    </Form>
  );
}
