import { useQueryClient } from "@tanstack/react-query";
import { useForm } from "react-hook-form";
import { createCustomer } from "@/api/generated";
import { Button } from "@/components/Button";
import { Form } from "@/components/Form";
import { Sheet } from "@/components/Sheet";
import { toast } from "@/components/Toast";
import { useSession } from "@/hooks/useSession";
import { m } from "@/paraglide/messages";
import { OwnFieldInputs } from "@/parts/custom/OwnFieldInputs";
import { useOwnFields } from "@/parts/custom/useOwnFields";
import { CustomerFields } from "./CustomerFields";
import { blank, bodyOf, type Values } from "./formValues";

type Props = { onClose: () => void; onCreated: (id: string) => void };

/** A new customer. Whoever creates it leads its team until somebody else is named. */
export function CreateCustomer({ onClose, onCreated }: Props) {
  const client = useQueryClient();
  const { sees } = useSession();
  const form = useForm<Values>({ defaultValues: blank });
  const own = useOwnFields("customer");
  const send = async (values: Values) => {
    if (!own.complete()) return;
    const row = await createCustomer({ body: { ...bodyOf(values, sees("commercial")), ...own.body() } });
    await client.invalidateQueries({ queryKey: ["customer"] });
    toast.done(m.customers_created({ name: row.name }));
    onCreated(row.id);
  };
  return (
    <Sheet
      open
      onOpenChange={(open) => !open && onClose()}
      title={m.customers_create()}
      footer={
        <>
          <Button onClick={onClose}>{m.common_cancel()}</Button>
          <Button look="primary" type="submit" form="create-customer" busy={form.formState.isSubmitting}>
            {m.common_create()}
          </Button>
        </>
      }
    >
      <Form id="create-customer" form={form} onSubmit={send}>
        <CustomerFields form={form} />
        <OwnFieldInputs own={own} />
      </Form>
    </Sheet>
  );
}
