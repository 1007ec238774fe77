import { useQuery } from "@tanstack/react-query";
import { useId } from "react";
import { Controller, type UseFormReturn } from "react-hook-form";
import { listWebhookEventTypes } from "@/api/generated";
import { FormField } from "@/components/Form";
import { Input } from "@/components/Input";
import { m } from "@/paraglide/messages";
import { entityNames, entityWord } from "@/parts/events/words";
import { CheckRow } from "../CheckRow";

/** Customers first, then what follows in the loop; what has no word yet comes last. */
const placeOf = (entity: string) => (entityNames.indexOf(entity) + 1 || entityNames.length + 1) - 1;

export type WebhookValues = { name: string; url: string; event_types: string[] };

/** Where to tell, and of what: everything, or kinds of records with all that happens to them. */
export function WebhookFields({ form }: { form: UseFormReturn<WebhookValues> }) {
  const id = useId();
  const types = useQuery({
    queryKey: ["webhook", "types"],
    queryFn: ({ signal }) => listWebhookEventTypes({ signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const kinds = (types.data ?? [])
    .map(({ entity }) => ({ value: `${entity}.*`, label: entityWord(entity), place: placeOf(entity) }))
    .sort((a, b) => a.place - b.place);
  return (
    <>
      <FormField
        form={form}
        name="name"
        label={m.webhooks_name()}
        hint={m.webhooks_name_hint()}
        required
        rules={{ validate: (name) => name.trim() !== "" || m.common_required() }}
        render={(field) => <Input {...field} maxLength={200} />}
      />
      <FormField
        form={form}
        name="url"
        label={m.webhooks_url()}
        hint={m.webhooks_url_hint()}
        required
        rules={{ validate: (url) => url.trim() !== "" || m.common_required() }}
        render={(field) => <Input {...field} type="url" maxLength={500} placeholder="https://" />}
      />
      <Controller
        control={form.control}
        name="event_types"
        rules={{ validate: (chosen) => chosen.length > 0 || m.webhooks_types_needed() }}
        render={({ field, fieldState }) => {
          const all = field.value.includes("*");
          const toggle = (value: string, on: boolean) =>
            field.onChange(on ? [...field.value, value] : field.value.filter((one) => one !== value));
          const other = field.value.filter((one) => one !== "*" && !kinds.some((kind) => kind.value === one));
          return (
            <fieldset aria-describedby={fieldState.error ? `${id}-fault` : undefined}>
              <legend className="mb-1 font-medium text-ink-soft text-sm">
                {m.webhooks_types()}
                <span aria-hidden className="ml-0.5 text-bad-ink">
                  *
                </span>
              </legend>
              <div className="divide-y divide-line rounded-lg border border-line">
                <CheckRow
                  label={m.webhooks_all()}
                  hint={m.webhooks_all_hint()}
                  checked={all}
                  onChange={(on) => toggle("*", on)}
                />
                <div className="grid sm:grid-cols-2">
                  {kinds.map(({ value, label }) => (
                    <CheckRow
                      key={value}
                      label={label}
                      checked={field.value.includes(value)}
                      onChange={(on) => toggle(value, on)}
                    />
                  ))}
                </div>
              </div>
              {types.data && other.length > 0 && (
                <p className="mt-1 text-ink-soft text-sm">{m.webhooks_other({ types: other.join(", ") })}</p>
              )}
              {fieldState.error && (
                <p id={`${id}-fault`} role="alert" className="mt-1 text-bad-ink text-sm">
                  {fieldState.error.message}
                </p>
              )}
            </fieldset>
          );
        }}
      />
    </>
  );
}
