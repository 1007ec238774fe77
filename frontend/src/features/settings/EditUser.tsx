import { useQueryClient } from "@tanstack/react-query";
import { useForm } from "react-hook-form";
import { atVersion } from "@/api/client";
import { updateUser } from "@/api/generated";
import { Button } from "@/components/Button";
import { Form } from "@/components/Form";
import { Sheet } from "@/components/Sheet";
import { toast } from "@/components/Toast";
import { sessionQuery, useSession } from "@/hooks/useSession";
import { m } from "@/paraglide/messages";
import { UserAccess } from "./UserAccess";
import { UserFields } from "./UserFields";
import { bodyOf, type Values, valuesOf } from "./userValues";
import type { User } from "./useUsers";

/** The form saves what is written; access is changed at once by its own buttons. */
export function EditUser({ user, onClose }: { user: User; onClose: () => void }) {
  const client = useQueryClient();
  const { session } = useSession();
  const form = useForm<Values>({ values: valuesOf(user), resetOptions: { keepDirtyValues: true } });
  const send = async (values: Values) => {
    const saved = await updateUser({ path: { user_id: user.id }, body: bodyOf(values), headers: atVersion(user) });
    client.setQueryData(["user", "record", user.id], saved);
    void client.invalidateQueries({ queryKey: ["user", "list"] });
    if (user.id === session?.user.id) void client.invalidateQueries({ queryKey: sessionQuery.queryKey });
    toast.done(m.common_saved());
    onClose();
  };
  return (
    <Sheet
      open
      onOpenChange={(open) => !open && onClose()}
      title={user.name}
      footer={
        <>
          <Button onClick={onClose}>{m.common_cancel()}</Button>
          <Button
            look="primary"
            type="submit"
            form="edit-user"
            busy={form.formState.isSubmitting}
            disabled={!form.formState.isDirty}
          >
            {m.common_save()}
          </Button>
        </>
      }
    >
      <UserAccess user={user} />
      <Form id="edit-user" form={form} onSubmit={send} className="grid gap-4">
        <UserFields form={form} />
      </Form>
    </Sheet>
  );
}
