import { useQueryClient } from "@tanstack/react-query";
import { useForm } from "react-hook-form";
import { atVersion } from "@/api/client";
import { type CustomFieldOut, createCustomField, updateCustomField } from "@/api/generated";
import { Button } from "@/components/Button";
import { Checkbox } from "@/components/Checkbox";
import { Form, FormField } from "@/components/Form";
import { Input } from "@/components/Input";
import { Select } from "@/components/Select";
import { Sheet } from "@/components/Sheet";
import { toast } from "@/components/Toast";
import { m } from "@/paraglide/messages";
import { type Entity, labelOf } from "@/parts/custom/model";
import { customFieldsKey } from "@/parts/custom/useCustomFields";
import { ChoicesEditor } from "./ChoicesEditor";
import { createBody, type FieldValues, hasChoices, updateBody, valuesOf } from "./values";
import { targets, targetWord, types, typeWord } from "./words";

type FieldSheetProps = { entity: Entity; field?: CustomFieldOut; onClose: () => void };

/** One field, new or changed. What it is (key, type, class) is settled when it is made: values depend on it. */
export function FieldSheet({ entity, field, onClose }: FieldSheetProps) {
  const client = useQueryClient();
  const form = useForm<FieldValues>({ defaultValues: valuesOf(field) });
  const type = form.watch("type");
  const required = { validate: (text: string) => text.trim() !== "" || m.fields_fill_in() };
  const send = async (values: FieldValues) => {
    if (hasChoices(type) && !values.choices.some((one) => !one.archived)) {
      form.setError("choices", { message: m.fields_choices_missing() });
      return;
    }
    if (field) {
      const path = { field_id: field.id };
      await updateCustomField({ path, body: updateBody(field, values), headers: atVersion(field) });
    } else await createCustomField({ body: createBody(entity, values) });
    await client.invalidateQueries({ queryKey: customFieldsKey(entity) });
    toast.done(m.common_saved());
    onClose();
  };
  return (
    <Sheet
      open
      onOpenChange={(open) => !open && onClose()}
      title={field ? labelOf(field) : m.fields_create()}
      footer={
        <>
          <Button onClick={onClose}>{m.common_cancel()}</Button>
          <Button look="primary" type="submit" form="custom-field" busy={form.formState.isSubmitting}>
            {m.common_save()}
          </Button>
        </>
      }
    >
      <Form id="custom-field" form={form} onSubmit={send} className="grid gap-4">
        <FormField
          form={form}
          name="label_zh"
          label={m.fields_label_zh()}
          required
          rules={required}
          render={(one) => <Input {...one} maxLength={200} />}
        />
        <FormField
          form={form}
          name="label_en"
          label={m.fields_label_en()}
          required
          rules={required}
          render={(one) => <Input {...one} maxLength={200} />}
        />
        <FormField
          form={form}
          name="key"
          label={m.fields_key()}
          hint={field ? m.fields_settled() : m.fields_key_hint()}
          required
          rules={{ pattern: { value: /^[a-z][a-z0-9_]{0,39}$/, message: m.fields_key_hint() } }}
          render={(one) => <Input {...one} maxLength={40} readOnly={!!field} spellCheck={false} />}
        />
        <FormField
          form={form}
          name="type"
          label={m.fields_type()}
          hint={field && m.fields_settled()}
          render={(one) => (
            <Select {...one} disabled={!!field} options={types.map((value) => ({ value, label: typeWord[value]() }))} />
          )}
        />
        {type === "money" && (
          <FormField
            form={form}
            name="currency"
            label={m.fields_currency()}
            hint={field ? m.fields_settled() : m.fields_currency_hint()}
            required
            rules={{ pattern: { value: /^\s*[A-Za-z]{3}\s*$/, message: m.fields_currency_hint() } }}
            render={(one) => <Input {...one} maxLength={3} readOnly={!!field} spellCheck={false} />}
          />
        )}
        {type === "link" && (
          <FormField
            form={form}
            name="target"
            label={m.fields_target()}
            hint={field && m.fields_settled()}
            render={(one) => (
              <Select
                {...one}
                disabled={!!field}
                options={targets.map((value) => ({ value, label: targetWord[value]() }))}
              />
            )}
          />
        )}
        {hasChoices(type) && (
          <ChoicesEditor
            choices={form.watch("choices")}
            onChange={(choices) => {
              form.clearErrors("choices");
              form.setValue("choices", choices, { shouldDirty: true });
            }}
            kept={new Set(field?.choices.map((one) => one.value))}
            error={form.formState.errors.choices?.message}
          />
        )}
        {entity !== "contact" && (
          <FormField
            form={form}
            name="class"
            label={m.fields_class()}
            hint={field ? m.fields_settled() : m.fields_class_hint()}
            render={(one) => (
              <Select
                {...one}
                disabled={!!field}
                options={[
                  { value: "internal", label: m.fields_class_internal() },
                  { value: "commercial", label: m.fields_class_commercial() },
                ]}
              />
            )}
          />
        )}
        <FormField
          form={form}
          name="section"
          label={m.fields_section()}
          hint={m.fields_section_hint()}
          render={(one) => <Input {...one} maxLength={200} />}
        />
        <label htmlFor="custom-field-required" className="flex items-center gap-2">
          <Checkbox
            id="custom-field-required"
            checked={form.watch("required")}
            onCheckedChange={(on) => form.setValue("required", on, { shouldDirty: true })}
          />
          {m.fields_required_hint()}
        </label>
        {field && (
          <label htmlFor="custom-field-archived" className="flex items-center gap-2">
            <Checkbox
              id="custom-field-archived"
              checked={form.watch("archived")}
              onCheckedChange={(on) => form.setValue("archived", on, { shouldDirty: true })}
            />
            {m.fields_archive_hint()}
          </label>
        )}
      </Form>
    </Sheet>
  );
}
