import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { type ApiClientCreated, createApiClient } from "@/api/generated";
import { Button } from "@/components/Button";
import { Form } from "@/components/Form";
import { Sheet } from "@/components/Sheet";
import { m } from "@/paraglide/messages";
import { KeyFields } from "./KeyFields";
import { blankKey, type KeyValues, keyBodyOf } from "./keyValues";
import { NewKey } from "./NewKey";

/** A key for one other system; the key itself is shown once, in this panel. */
export function CreateApiKey({ onClose }: { onClose: () => void }) {
  const client = useQueryClient();
  const [made, setMade] = useState<ApiClientCreated | null>(null);
  const form = useForm<KeyValues>({ defaultValues: blankKey });
  const send = async (values: KeyValues) => {
    setMade(await createApiClient({ body: keyBodyOf(values) }));
    void client.invalidateQueries({ queryKey: ["api-client"] });
  };
  return (
    <Sheet
      open
      onOpenChange={(open) => !open && onClose()}
      title={made ? m.settings_key_made_title({ name: made.name }) : m.settings_key_create()}
      footer={
        made ? (
          <Button onClick={onClose}>{m.settings_key_carried()}</Button>
        ) : (
          <>
            <Button onClick={onClose}>{m.common_cancel()}</Button>
            <Button look="primary" type="submit" form="create-key" busy={form.formState.isSubmitting}>
              {m.settings_key_create()}
            </Button>
          </>
        )
      }
    >
      {made ? (
        <NewKey made={made} />
      ) : (
        <Form id="create-key" form={form} onSubmit={send}>
          <KeyFields form={form} />
        </Form>
      )}
    </Sheet>
  );
}
