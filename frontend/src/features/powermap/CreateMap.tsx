import { useNavigate } from "@tanstack/react-router";
import { useId } from "react";
import { useForm } from "react-hook-form";
import { Button } from "@/components/Button";
import { Combobox } from "@/components/Combobox";
import { Dialog } from "@/components/Dialog";
import { Form, FormField } from "@/components/Form";
import type { Choice } from "@/components/useChoices";
import { m } from "@/paraglide/messages";
import { findCustomers } from "@/parts/finders";

/** Leads to the customer's map, which is begun there if there is none. */
export function CreateMap({ onClose }: { onClose: () => void }) {
  const id = useId();
  const navigate = useNavigate();
  const form = useForm<{ customer: Choice | null }>({ defaultValues: { customer: null } });
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={m.powermap_create()}
      description={m.powermap_create_hint()}
      footer={
        <>
          <Button onClick={onClose}>{m.common_cancel()}</Button>
          <Button look="primary" type="submit" form={id}>
            {m.common_create()}
          </Button>
        </>
      }
    >
      <Form
        id={id}
        form={form}
        onSubmit={({ customer }) => navigate({ to: "/powermap", search: { customer: customer?.value } })}
      >
        <FormField
          form={form}
          name="customer"
          label={m.powermap_customer()}
          required
          rules={{ required: m.powermap_create_customer_required() }}
          render={(field) => <Combobox {...field} source={findCustomers} />}
        />
      </Form>
    </Dialog>
  );
}
