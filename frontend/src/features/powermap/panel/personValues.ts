import type { PersonUpdate } from "@/api/generated";
import type { Choice } from "@/components/useChoices";
import type { Chain, Depth, PersonOut, Role } from "../model";

/** What the form holds: selects speak text, "" being unknown. */
export type PersonValues = {
  contact_id: Choice | null;
  name: string;
  title: string;
  role: Role | "";
  chain: Chain;
  reports_to_id: string;
  dotted_to_id: string;
  owner_id: Choice | null;
  contact_depth: Depth;
  influence: string;
  support: string;
  openness: string;
  competitor_support: { vendor: string; support: string }[];
  confirmed: boolean;
  confirmed_on: string | null;
  evidence: string;
};

const text = (value: number | null) => (value === null ? "" : String(value));
const number = (value: string) => (value === "" ? null : Number(value));

export const valuesOf = (person: PersonOut): PersonValues => ({
  contact_id: person.contact_id ? { value: person.contact_id, label: person.name } : null,
  name: person.name,
  title: person.title ?? "",
  role: person.role ?? "",
  chain: person.chain,
  reports_to_id: person.reports_to_id ?? "",
  dotted_to_id: person.dotted_to_id ?? "",
  owner_id: person.owner_id ? { value: person.owner_id, label: person.owner_name ?? "" } : null,
  contact_depth: person.contact_depth,
  influence: text(person.influence),
  support: text(person.support),
  openness: text(person.openness),
  competitor_support: Object.entries(person.competitor_support).map(([vendor, support]) => ({
    vendor,
    support: String(support),
  })),
  confirmed: person.status === "confirmed",
  confirmed_on: person.confirmed_on,
  evidence: person.evidence,
});

/** Only what differs from the person as it stands: evidence counts as new only when it was changed. */
export function changesOf(person: PersonOut, values: PersonValues): PersonUpdate {
  const wanted: PersonUpdate = {
    contact_id: values.contact_id?.value ?? null,
    name: values.name.trim(),
    title: values.title.trim() || null,
    role: values.role || null,
    chain: values.chain,
    reports_to_id: values.reports_to_id || null,
    dotted_to_id: values.dotted_to_id || null,
    owner_id: values.owner_id?.value ?? null,
    contact_depth: values.contact_depth,
    influence: number(values.influence),
    support: number(values.support),
    openness: number(values.openness),
    competitor_support: Object.fromEntries(
      values.competitor_support.map(({ vendor, support }) => [vendor, Number(support)]),
    ),
    status: values.confirmed ? "confirmed" : "assumed",
    evidence: values.evidence.trim(),
    ...(values.confirmed && values.confirmed_on ? { confirmed_on: values.confirmed_on } : {}),
  };
  const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
  const old = person as unknown as Record<string, unknown>;
  return Object.fromEntries(
    Object.entries(wanted).filter(([name, value]) => !same(value, old[name] ?? null)),
  ) as PersonUpdate;
}
