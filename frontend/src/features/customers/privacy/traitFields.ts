import { m } from "@/paraglide/messages";

export const traitFields = [
  { name: "traits", label: m.privacy_traits },
  { name: "interests", label: m.privacy_interests },
  { name: "family", label: m.privacy_family },
  { name: "background", label: m.privacy_background },
] as const;
