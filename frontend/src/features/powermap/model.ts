import type {
  AssessmentOut,
  FindingOut,
  LinkOut,
  MissingOut,
  PersonOut,
  PowerMapItem,
  PowerMapOut,
} from "@/api/generated";
import { m } from "@/paraglide/messages";

export type { AssessmentOut, FindingOut, LinkOut, MissingOut, PersonOut, PowerMapItem, PowerMapOut };
export type Role = NonNullable<PersonOut["role"]>;
export type Chain = PersonOut["chain"];
export type Depth = PersonOut["contact_depth"];

export const roleWord: Record<Role, () => string> = {
  decider: m.powermap_role_decider,
  approver: m.powermap_role_approver,
  supporter: m.powermap_role_supporter,
  evaluator: m.powermap_role_evaluator,
  influencer: m.powermap_role_influencer,
  user: m.powermap_role_user,
  gatekeeper: m.powermap_role_gatekeeper,
  adviser: m.powermap_role_adviser,
};
export const roles = Object.keys(roleWord) as Role[];

/** The letters of the method: A D S E I, and three for those beside the chain. */
export const roleLetter: Record<Role, string> = {
  approver: "A",
  decider: "D",
  supporter: "S",
  evaluator: "E",
  influencer: "I",
  user: "U",
  gatekeeper: "G",
  adviser: "V",
};

export const chainWord: Record<Chain, () => string> = {
  technical: m.powermap_chain_technical,
  commercial: m.powermap_chain_commercial,
  integrated: m.powermap_chain_integrated,
};
export const chains = Object.keys(chainWord) as Chain[];

export const depthWord: Record<Depth, () => string> = {
  none: m.powermap_depth_none,
  brief: m.powermap_depth_brief,
  several: m.powermap_depth_several,
  deep: m.powermap_depth_deep,
};
export const depths = Object.keys(depthWord) as Depth[];

export const influenceWord = (value: number | null) =>
  value === null ? m.powermap_influence_unknown() : m.powermap_influence_of({ value });

export const stalePeople = (assessment: AssessmentOut): ReadonlySet<string> =>
  new Set(assessment.warnings.flatMap((one) => (one.code === "stale_values" ? one.person_ids : [])));
