import { useQueryClient } from "@tanstack/react-query";
import { useForm } from "react-hook-form";
import { atVersion } from "@/api/client";
import { type ApiClientOut, updateApiClient } from "@/api/generated";
import { Button } from "@/components/Button";
import { Form } from "@/components/Form";
import { Sheet } from "@/components/Sheet";
import { toast } from "@/components/Toast";
import { m } from "@/paraglide/messages";
import { KeyFields } from "./KeyFields";
import { type KeyValues, keyBodyOf, keyValuesOf } from "./keyValues";

/** What a key opens, from where and until when; the key itself stays. */
export function EditApiKey({ client, onClose }: { client: ApiClientOut; onClose: () => void }) {
  const cache = useQueryClient();
  const form = useForm<KeyValues>({ defaultValues: keyValuesOf(client) });
  const send = async (values: KeyValues) => {
    await updateApiClient({ path: { client_id: client.id }, body: keyBodyOf(values), headers: atVersion(client) });
    await cache.invalidateQueries({ queryKey: ["api-client"] });
    toast.done(m.common_saved());
    onClose();
  };
  return (
    <Sheet
      open
      onOpenChange={(open) => !open && onClose()}
      title={m.settings_key_edit_named({ name: client.name })}
      footer={
        <>
          <Button onClick={onClose}>{m.common_cancel()}</Button>
          <Button
            look="primary"
            type="submit"
            form="edit-key"
            busy={form.formState.isSubmitting}
            disabled={!form.formState.isDirty}
          >
            {m.common_save()}
          </Button>
        </>
      }
    >
      <Form id="edit-key" form={form} onSubmit={send}>
        <KeyFields form={form} />
      </Form>
    </Sheet>
  );
}
