import { listContacts, listCustomers, listUsers, listVendors } from "@/api/generated";
import type { Choice } from "@/components/useChoices";

type Search = (text: string, signal: AbortSignal) => Promise<Choice[]>;

/** Sources of a Combobox: records found by name. */
export const findCustomers: Search = async (q, signal) => {
  const found = await listCustomers({ query: { q: q || undefined, limit: 20 }, signal });
  return found.items.map((one) => ({ value: one.id, label: one.name, hint: one.region_name ?? undefined }));
};

export const findPeople: Search = async (q, signal) => {
  const found = await listUsers({ query: { q: q || undefined, active: true, limit: 20 }, signal });
  return found.items.map((one) => ({ value: one.id, label: one.name, hint: one.department_name ?? undefined }));
};

export const findCompetitors: Search = async (q, signal) => {
  const found = await listVendors({ query: { q: q || undefined, is_us: false, limit: 20 }, signal });
  return found.items.map((one) => ({ value: one.id, label: one.name, hint: one.short_name ?? undefined }));
};

/** Keep the answer stable (useMemo): a new source asks again. */
export const contactsOf =
  (customer_id: string): Search =>
  async (q, signal) => {
    const found = await listContacts({ query: { customer_id, q: q || undefined, limit: 20 }, signal });
    return found.items.map((one) => ({
      value: one.id,
      label: one.name,
      hint: one.title ?? one.department ?? undefined,
    }));
  };
