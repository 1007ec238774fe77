import { useId, useMemo } from "react";
import { useForm } from "react-hook-form";
import { Button } from "@/components/Button";
import { Combobox } from "@/components/Combobox";
import { Dialog } from "@/components/Dialog";
import { Form, FormField } from "@/components/Form";
import { Input } from "@/components/Input";
import { RadioGroup } from "@/components/RadioGroup";
import { Select } from "@/components/Select";
import { toast } from "@/components/Toast";
import type { Choice } from "@/components/useChoices";
import { m } from "@/paraglide/messages";
import { contactsOrNew, useTakeContact } from "./contacts";
import { type PowerMapOut, type Role, roleLetter, roles, roleWord } from "./model";
import type { MapEdits } from "./useMapEdits";

type Values = {
  kind: "contact" | "role";
  contact_id: Choice | null;
  name: string;
  role: Role | "";
  reports_to_id: string;
};
type AddPersonProps = { map: PowerMapOut; edits: MapEdits; onClose: () => void; onAdded: (id: string) => void };

/** A contact of the customer (made on the spot if need be), or a role that nobody is known to fill yet. */
export function AddPerson({ map, edits, onClose, onAdded }: AddPersonProps) {
  const id = useId();
  const contacts = useMemo(() => contactsOrNew(map), [map]);
  const take = useTakeContact(map.customer_id);
  const decides = map.people.some((one) => one.role === "decider");
  const form = useForm<Values>({
    defaultValues: { kind: "contact", contact_id: null, name: "", role: decides ? "" : "decider", reports_to_id: "" },
  });
  const kind = form.watch("kind");
  const send = async ({ contact_id, name, role, reports_to_id }: Values) => {
    const who = kind === "contact" ? { contact_id: contact_id?.value } : { name: name.trim() };
    const made = await edits.add({ ...who, role: role || null, reports_to_id: reports_to_id || null });
    toast.done(m.powermap_added({ name: made.name }));
    onAdded(made.id);
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={m.powermap_add_title()}
      footer={
        <>
          <Button onClick={onClose}>{m.common_cancel()}</Button>
          <Button look="primary" type="submit" form={id} busy={form.formState.isSubmitting}>
            {m.powermap_add()}
          </Button>
        </>
      }
    >
      <Form id={id} form={form} onSubmit={send} className="grid gap-4">
        <RadioGroup
          aria-label={m.powermap_add_title()}
          value={kind}
          onChange={(value) => form.setValue("kind", value as Values["kind"])}
          options={[
            { value: "contact", label: m.powermap_add_known() },
            { value: "role", label: m.powermap_add_role() },
          ]}
        />
        {kind === "contact" ? (
          <FormField
            form={form}
            name="contact_id"
            label={m.powermap_add_contact()}
            hint={m.powermap_add_contact_hint()}
            required
            rules={{ required: m.powermap_add_contact_required() }}
            render={(field) => (
              <Combobox
                {...field}
                source={contacts}
                onChange={async (choice) => field.onChange(choice && (await take(choice)))}
              />
            )}
          />
        ) : (
          <FormField
            form={form}
            name="name"
            label={m.powermap_add_role_name()}
            hint={m.powermap_add_role_hint()}
            required
            rules={{ validate: (text) => text.trim() !== "" || m.powermap_name_required() }}
            render={(field) => <Input {...field} />}
          />
        )}
        <div className="grid grid-cols-1 gap-3 sm:grid-cols-2">
          <FormField
            form={form}
            name="role"
            label={m.powermap_role()}
            render={(field) => (
              <Select
                {...field}
                placeholder={m.powermap_role_unknown()}
                options={roles.map((value) => ({ value, label: `${roleLetter[value]} · ${roleWord[value]()}` }))}
              />
            )}
          />
          <FormField
            form={form}
            name="reports_to_id"
            label={m.powermap_reports_to()}
            render={(field) => (
              <Select
                {...field}
                placeholder={m.powermap_reports_to_nobody()}
                options={map.people.map((one) => ({ value: one.id, label: one.name }))}
              />
            )}
          />
        </div>
      </Form>
    </Dialog>
  );
}
