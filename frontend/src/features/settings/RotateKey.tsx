import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { atVersion } from "@/api/client";
import { type ApiClientCreated, type ApiClientOut, rotateApiKey } from "@/api/generated";
import { Button } from "@/components/Button";
import { Form, FormField } from "@/components/Form";
import { Select } from "@/components/Select";
import { Sheet } from "@/components/Sheet";
import { m } from "@/paraglide/messages";
import { NewKey } from "./NewKey";

const lasting = () => [
  { value: "0", label: m.settings_key_keep_none() },
  { value: "24", label: m.settings_key_keep_day() },
  { value: "168", label: m.settings_key_keep_week() },
  { value: "720", label: m.settings_key_keep_month() },
];

/** A second key, shown once; the present one goes on for a while. */
export function RotateKey({ client, onClose }: { client: ApiClientOut; onClose: () => void }) {
  const cache = useQueryClient();
  const [made, setMade] = useState<ApiClientCreated | null>(null);
  const form = useForm({ defaultValues: { keep_hours: "24" } });
  const send = async ({ keep_hours }: { keep_hours: string }) => {
    const body = { keep_hours: Number(keep_hours) };
    setMade(await rotateApiKey({ path: { client_id: client.id }, body, headers: atVersion(client) }));
    void cache.invalidateQueries({ queryKey: ["api-client"] });
  };
  return (
    <Sheet
      open
      onOpenChange={(open) => !open && onClose()}
      title={made ? m.settings_key_made_title({ name: made.name }) : m.settings_key_rotate_named({ name: client.name })}
      footer={
        made ? (
          <Button onClick={onClose}>{m.settings_key_carried()}</Button>
        ) : (
          <>
            <Button onClick={onClose}>{m.common_cancel()}</Button>
            <Button look="primary" type="submit" form="rotate-key" busy={form.formState.isSubmitting}>
              {m.settings_key_rotate()}
            </Button>
          </>
        )
      }
    >
      {made ? (
        <NewKey made={made} />
      ) : (
        <Form id="rotate-key" form={form} onSubmit={send} className="grid gap-4">
          <p className="text-pretty text-ink-soft">{m.settings_key_rotate_text()}</p>
          <FormField
            form={form}
            name="keep_hours"
            label={m.settings_key_keep()}
            render={(field) => <Select {...field} options={lasting()} />}
          />
        </Form>
      )}
    </Sheet>
  );
}
