import { useQueryClient } from "@tanstack/react-query";
import { useForm } from "react-hook-form";
import { createUser } from "@/api/generated";
import { Button } from "@/components/Button";
import { Form } from "@/components/Form";
import { Sheet } from "@/components/Sheet";
import { toast } from "@/components/Toast";
import { m } from "@/paraglide/messages";
import { usersRoute } from "./routes";
import { UserFields } from "./UserFields";
import { blank, bodyOf, type Values } from "./userValues";

/** A new colleague; then their panel opens, where a sign-in link can be made. */
export function CreateUser({ onClose, onCreated }: { onClose: () => void; onCreated: (id: string) => void }) {
  const { department } = usersRoute.useSearch();
  const client = useQueryClient();
  const form = useForm<Values>({ defaultValues: { ...blank, department_id: department ?? "" } });
  const send = async (values: Values) => {
    const user = await createUser({ body: bodyOf(values) });
    await client.invalidateQueries({ queryKey: ["user"] });
    toast.done(m.settings_user_created({ name: user.name }));
    onCreated(user.id);
  };
  return (
    <Sheet
      open
      onOpenChange={(open) => !open && onClose()}
      title={m.settings_user_create()}
      footer={
        <>
          <Button onClick={onClose}>{m.common_cancel()}</Button>
          <Button look="primary" type="submit" form="create-user" busy={form.formState.isSubmitting}>
            {m.common_create()}
          </Button>
        </>
      }
    >
      <Form id="create-user" form={form} onSubmit={send} className="grid gap-4">
        <UserFields form={form} />
      </Form>
    </Sheet>
  );
}
