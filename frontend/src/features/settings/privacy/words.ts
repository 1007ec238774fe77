import type { PrivacyRequestOut } from "@/api/generated";
import { m } from "@/paraglide/messages";

export const kindWords: Record<PrivacyRequestOut["kind"], () => string> = {
  access: m.privacy_kind_access,
  erasure: m.privacy_kind_erasure,
  correction: m.privacy_kind_correction,
};
export const stateWords: Record<PrivacyRequestOut["state"], () => string> = {
  open: m.privacy_state_open,
  done: m.privacy_state_done,
  refused: m.privacy_state_refused,
};
export const optionsOf = <Value extends string>(words: Record<Value, () => string>) =>
  (Object.keys(words) as Value[]).map((value) => ({ value, label: words[value]() }));

/** The reader's own day, as ISO: "2026-11-22". */
export const today = () => new Date().toLocaleDateString("sv");
