import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { type ApiClientCreated, createApiClient } from "@/api/generated";
import { Button } from "@/components/Button";
import { DateInput } from "@/components/DateInput";
import { Form, FormField } from "@/components/Form";
import { Input } from "@/components/Input";
import { Sheet } from "@/components/Sheet";
import { m } from "@/paraglide/messages";
import { NewKey } from "./NewKey";
import { type KeyValues, ScopePicker } from "./ScopePicker";

/** The end of a day where the person is, as an instant. */
const endOf = (day: string) => new Date(`${day}T23:59:59`).toISOString();

/** A key for one other system; the key itself is shown once, in this panel. */
export function CreateApiKey({ onClose }: { onClose: () => void }) {
  const client = useQueryClient();
  const [made, setMade] = useState<ApiClientCreated | null>(null);
  const form = useForm<KeyValues>({ defaultValues: { name: "", scopes: [], expires_at: null } });
  const send = async ({ name, scopes, expires_at }: KeyValues) => {
    const body = { name: name.trim(), scopes, expires_at: expires_at ? endOf(expires_at) : null };
    setMade(await createApiClient({ body }));
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
        <Form id="create-key" form={form} onSubmit={send} className="grid gap-4">
          <FormField
            form={form}
            name="name"
            label={m.settings_key_name()}
            hint={m.settings_key_name_hint()}
            required
            rules={{ validate: (name) => name.trim() !== "" || m.common_required() }}
            render={(field) => <Input {...field} maxLength={200} />}
          />
          <ScopePicker form={form} />
          <FormField
            form={form}
            name="expires_at"
            label={m.settings_key_until()}
            hint={m.settings_key_until_hint()}
            render={(field) => <DateInput {...field} min={new Date().toISOString().slice(0, 10)} />}
          />
        </Form>
      )}
    </Sheet>
  );
}
