import type { ConsentOut, ExportIn } from "@/api/generated";
import { m } from "@/paraglide/messages";

export type Purpose = ConsentOut["purpose"];

export const purposeWords: Record<Purpose | ExportIn["purpose"], () => string> = {
  visit: m.privacy_purpose_visit,
  care: m.privacy_purpose_care,
  planning: m.privacy_purpose_planning,
  access: m.privacy_purpose_access,
  portability: m.privacy_purpose_portability,
  correction: m.privacy_purpose_correction,
  authority: m.privacy_purpose_authority,
};
export const purposes: readonly Purpose[] = ["visit", "care", "planning"];
export const exportPurposes: readonly ExportIn["purpose"][] = ["access", "portability", "correction", "authority"];

export const basisWords: Record<ConsentOut["basis"], () => string> = {
  consent: m.privacy_basis_consent,
  contract: m.privacy_basis_contract,
  legal_duty: m.privacy_basis_legal_duty,
  disclosed: m.privacy_basis_disclosed,
  legitimate_interest: m.privacy_basis_legitimate_interest,
};

export const actWords: Record<string, () => string> = {
  viewed: m.privacy_did_viewed,
  exported: m.privacy_did_exported,
  erased: m.privacy_did_erased,
};

export const fieldWords: Record<string, () => string> = {
  name: m.privacy_field_name,
  title: m.privacy_field_title,
  department: m.privacy_field_department,
  phone: m.privacy_field_phone,
  mail: m.privacy_field_mail,
  messenger: m.privacy_field_messenger,
  external_id: m.privacy_field_external_id,
};

const held: Record<string, (inputs: { count: number }) => string> = {
  consent: m.privacy_held_consent,
  power_map_person: m.privacy_held_power_map_person,
  interaction: m.privacy_held_interaction,
  activity: m.privacy_held_activity,
  relationship_goal: m.privacy_held_relationship_goal,
};
export const heldWords = (kind: string, count: number) => (held[kind] ?? m.privacy_held_other)({ count });

export const optionsOf = <Value extends string>(values: readonly Value[], words: Record<Value, () => string>) =>
  values.map((value) => ({ value, label: words[value]() }));
