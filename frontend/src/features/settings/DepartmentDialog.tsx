import { useQueryClient } from "@tanstack/react-query";
import { useForm } from "react-hook-form";
import { atVersion } from "@/api/client";
import { createDepartment, type DepartmentOut, updateDepartment } from "@/api/generated";
import { Button } from "@/components/Button";
import { Dialog } from "@/components/Dialog";
import { Form, FormField } from "@/components/Form";
import { Input } from "@/components/Input";
import { Select } from "@/components/Select";
import { toast } from "@/components/Toast";
import { usePatch } from "@/hooks/usePatch";
import { m } from "@/paraglide/messages";
import { departmentOptions } from "./departmentTree";

export type DepartmentTask =
  | { what: "create"; below?: string }
  | { what: "rename"; department: DepartmentOut }
  | { what: "move"; department: DepartmentOut };

type Props = { task: DepartmentTask; departments: readonly DepartmentOut[]; onClose: () => void };
type Values = { name: string; parent_id: string };

/** Creates, renames or moves one department. Renaming and moving show at once and can be undone. */
export function DepartmentDialog({ task, departments, onClose }: Props) {
  const client = useQueryClient();
  const moved = task.what === "create" ? undefined : task.department;
  const form = useForm<Values>({
    defaultValues: {
      name: moved?.name ?? "",
      parent_id: (task.what === "create" ? task.below : moved?.parent_id) ?? "",
    },
  });
  const patch = usePatch<DepartmentOut>({
    noun: "department",
    patch: (record, change) =>
      updateDepartment({ path: { department_id: record.id }, body: change, headers: atVersion(record) }),
  });
  const send = async ({ name, parent_id }: Values) => {
    if (task.what === "create") {
      const made = await createDepartment({ body: { name: name.trim(), parent_id: parent_id || null } });
      toast.done(m.settings_department_created({ name: made.name }));
    } else {
      const change = task.what === "rename" ? { name: name.trim() } : { parent_id: parent_id || null };
      await patch.mutateAsync({ record: task.department, change });
    }
    onClose();
    void client.invalidateQueries({ queryKey: ["department"] });
    void client.invalidateQueries({ queryKey: ["user"] });
  };
  const titles = {
    create: m.settings_department_create(),
    rename: m.settings_rename_named({ name: moved?.name ?? "" }),
    move: m.settings_move_named({ name: moved?.name ?? "" }),
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={titles[task.what]}
      description={task.what === "move" ? m.settings_move_text() : undefined}
      footer={
        <>
          <Button onClick={onClose}>{m.common_cancel()}</Button>
          <Button look="primary" type="submit" form="department" busy={form.formState.isSubmitting}>
            {task.what === "create" ? m.common_create() : m.common_save()}
          </Button>
        </>
      }
    >
      <Form id="department" form={form} onSubmit={send} className="grid gap-4">
        {task.what !== "move" && (
          <FormField
            form={form}
            name="name"
            label={m.settings_department_name()}
            required
            rules={{ validate: (name) => name.trim() !== "" || m.common_required() }}
            render={(field) => <Input {...field} maxLength={200} autoFocus />}
          />
        )}
        {task.what !== "rename" && (
          <FormField
            form={form}
            name="parent_id"
            label={m.settings_department_above()}
            render={(field) => (
              <Select
                {...field}
                placeholder={m.settings_department_top()}
                options={departmentOptions(departments, moved?.id)}
              />
            )}
          />
        )}
      </Form>
    </Dialog>
  );
}
