import { useQueryClient } from "@tanstack/react-query";
import { useForm } from "react-hook-form";
import { atVersion } from "@/api/client";
import { type CustomerOut, updateCustomer } from "@/api/generated";
import { Button } from "@/components/Button";
import { Form } from "@/components/Form";
import { Sheet } from "@/components/Sheet";
import { toast } from "@/components/Toast";
import { useSession } from "@/hooks/useSession";
import { m } from "@/paraglide/messages";
import { CustomerFields } from "./CustomerFields";
import { changesOf, type Values, valuesOf } from "./formValues";

/** Edit the record; only what was changed is sent, against the version one has seen. */
export function EditCustomer({ customer, onClose }: { customer: CustomerOut; onClose: () => void }) {
  const client = useQueryClient();
  const { sees } = useSession();
  const before = valuesOf(customer);
  const form = useForm<Values>({ defaultValues: before });
  const send = async (values: Values) => {
    const body = changesOf(before, values, sees("commercial"));
    if (Object.keys(body).length > 0) {
      await updateCustomer({ path: { customer_id: customer.id }, body, headers: atVersion(customer) });
      await client.invalidateQueries({ queryKey: ["customer"] });
      toast.done(m.common_saved());
    }
    onClose();
  };
  return (
    <Sheet
      open
      onOpenChange={(open) => !open && onClose()}
      title={m.customers_edit({ name: customer.name })}
      footer={
        <>
          <Button onClick={onClose}>{m.common_cancel()}</Button>
          <Button look="primary" type="submit" form="edit-customer" busy={form.formState.isSubmitting}>
            {m.common_save()}
          </Button>
        </>
      }
    >
      <Form id="edit-customer" form={form} onSubmit={send}>
        <CustomerFields form={form} />
      </Form>
    </Sheet>
  );
}
