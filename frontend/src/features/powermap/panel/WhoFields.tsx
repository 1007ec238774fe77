import { useMemo } from "react";
import type { UseFormReturn } from "react-hook-form";
import { Combobox } from "@/components/Combobox";
import { FormField } from "@/components/Form";
import { Input } from "@/components/Input";
import { Select } from "@/components/Select";
import { m } from "@/paraglide/messages";
import { findPeople } from "@/parts/finders";
import { contactsOrNew, useTakeContact } from "../contacts";
import {
  chains,
  chainWord,
  depths,
  depthWord,
  type PersonOut,
  type PowerMapOut,
  roleLetter,
  roles,
  roleWord,
} from "../model";
import { Group, Whole } from "./Group";
import type { PersonValues } from "./personValues";

type WhoFieldsProps = { form: UseFormReturn<PersonValues>; map: PowerMapOut; person: PersonOut };

/** Who it is, in which role, under whom, and who of ours keeps in touch. */
export function WhoFields({ form, map, person }: WhoFieldsProps) {
  const contacts = useMemo(() => contactsOrNew(map), [map]);
  const take = useTakeContact(map.customer_id);
  const others = map.people
    .filter((one) => one.id !== person.id)
    .map((one) => ({ value: one.id, label: one.title ? `${one.name} (${one.title})` : one.name }));
  return (
    <Group title={m.powermap_group_role()}>
      {!person.contact_id && (
        <Whole>
          <FormField
            form={form}
            name="contact_id"
            label={m.powermap_contact_link()}
            hint={m.powermap_contact_link_hint()}
            render={(field) => (
              <Combobox
                {...field}
                clearable
                source={contacts}
                onChange={async (choice) => field.onChange(choice && (await take(choice)))}
              />
            )}
          />
        </Whole>
      )}
      <FormField
        form={form}
        name="name"
        label={m.powermap_name()}
        required
        rules={{ validate: (text) => text.trim() !== "" || m.powermap_name_required() }}
        render={(field) => <Input {...field} />}
      />
      <FormField form={form} name="title" label={m.powermap_person_title()} render={(field) => <Input {...field} />} />
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
        name="chain"
        label={m.powermap_chain()}
        render={(field) => (
          <Select {...field} options={chains.map((value) => ({ value, label: chainWord[value]() }))} />
        )}
      />
      <FormField
        form={form}
        name="reports_to_id"
        label={m.powermap_reports_to()}
        render={(field) => <Select {...field} placeholder={m.powermap_reports_to_nobody()} options={others} />}
      />
      <FormField
        form={form}
        name="dotted_to_id"
        label={m.powermap_dotted_to()}
        render={(field) => <Select {...field} placeholder={m.powermap_none()} options={others} />}
      />
      <FormField
        form={form}
        name="owner_id"
        label={m.powermap_owner()}
        render={(field) => <Combobox {...field} clearable source={findPeople} placeholder={m.powermap_no_owner()} />}
      />
      <FormField
        form={form}
        name="contact_depth"
        label={m.powermap_depth()}
        render={(field) => (
          <Select {...field} options={depths.map((value) => ({ value, label: depthWord[value]() }))} />
        )}
      />
    </Group>
  );
}
