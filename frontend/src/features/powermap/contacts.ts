import { useQueryClient } from "@tanstack/react-query";
import { createContact } from "@/api/generated";
import { asProblem } from "@/api/problem";
import { toast } from "@/components/Toast";
import type { Choice } from "@/components/useChoices";
import { m } from "@/paraglide/messages";
import { labelOf } from "@/parts/custom/model";
import { useCustomFields } from "@/parts/custom/useCustomFields";
import { contactsOf } from "@/parts/finders";
import type { PowerMapOut } from "./model";

const fresh = "new:";

/** The customer's contacts who are not on the map yet; a name that nobody has can be taken as a new contact. */
export function contactsOrNew(map: Pick<PowerMapOut, "customer_id" | "people">) {
  const find = contactsOf(map.customer_id);
  const taken = new Set(map.people.map((one) => one.contact_id));
  return async (text: string, signal: AbortSignal): Promise<Choice[]> => {
    const found = await find(text, signal);
    const name = text.trim();
    const known = found.some((one) => one.label === name);
    return [
      ...found.filter((one) => !taken.has(one.value)),
      ...(name && !known ? [{ value: fresh + name, label: m.powermap_contact_new({ name }) }] : []),
    ];
  };
}

/** Turns the choice "new contact" into a contact of the customer; null when the server refuses. */
export function useTakeContact(customer_id: string) {
  const client = useQueryClient();
  const required = useCustomFields("contact").filter((field) => field.required);
  return async (choice: Choice): Promise<Choice | null> => {
    if (!choice.value.startsWith(fresh)) return choice;
    const name = choice.value.slice(fresh.length);
    if (required.length > 0) {
      toast.info(m.fields_contact_needs({ name, fields: required.map(labelOf).join(m.fields_between()) }));
      return null;
    }
    try {
      const made = await createContact({ body: { customer_id, name } });
      toast.done(m.powermap_contact_created({ name }));
      void client.invalidateQueries({ queryKey: ["contact"] });
      return { value: made.id, label: made.name };
    } catch (error) {
      toast.problem(asProblem(error));
      return null;
    }
  };
}
