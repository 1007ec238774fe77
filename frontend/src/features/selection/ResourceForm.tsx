import { useQueryClient } from "@tanstack/react-query";
import { useForm } from "react-hook-form";
import { createResource } from "@/api/generated";
import { Button } from "@/components/Button";
import { Dialog } from "@/components/Dialog";
import { Form, FormField } from "@/components/Form";
import { Input } from "@/components/Input";
import { Select } from "@/components/Select";
import { m } from "@/paraglide/messages";

type Values = { name_zh: string; name_en: string; code: string; unit: string; kind: "money" | "people" };

/** A kind of resource that is short: money, or people of one role. */
export function ResourceForm({ onClose }: { onClose: () => void }) {
  const client = useQueryClient();
  const form = useForm<Values>({ defaultValues: { name_zh: "", name_en: "", code: "", unit: "", kind: "money" } });
  const text = (name: "name_zh" | "name_en" | "code" | "unit", label: string, hint?: string) => (
    <FormField
      form={form}
      name={name}
      label={label}
      hint={hint}
      required
      rules={{ required: m.selection_required() }}
      render={(field) => <Input {...field} />}
    />
  );
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={m.selection_resource_create()}
      footer={
        <>
          <Button onClick={onClose}>{m.common_cancel()}</Button>
          <Button look="primary" type="submit" form="resource-form" busy={form.formState.isSubmitting}>
            {m.common_create()}
          </Button>
        </>
      }
    >
      <Form
        id="resource-form"
        form={form}
        className="grid gap-3 sm:grid-cols-2"
        onSubmit={async (values) => {
          await createResource({ body: values });
          await client.invalidateQueries({ queryKey: ["planning_cycle"] });
          await client.invalidateQueries({ queryKey: ["resource"] });
          onClose();
        }}
      >
        {text("name_zh", m.selection_resource_name_zh())}
        {text("name_en", m.selection_resource_name_en())}
        <FormField
          form={form}
          name="kind"
          label={m.selection_resource_kind()}
          render={(field) => (
            <Select
              {...field}
              options={[
                { value: "money", label: m.selection_kind_money() },
                { value: "people", label: m.selection_kind_people() },
              ]}
            />
          )}
        />
        {text("unit", m.selection_resource_unit(), m.selection_resource_unit_hint())}
        {text("code", m.selection_resource_code(), m.selection_resource_code_hint())}
      </Form>
    </Dialog>
  );
}
