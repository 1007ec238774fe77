import type { UserCreate } from "@/api/generated";
import { m } from "@/paraglide/messages";

export type Role = UserCreate["roles"][number];

type Words = { label: () => string; may: () => string };

/** Roles with what each may do, in the order of what they may. Mirrors the service's one table of rules. */
export const roles: Record<Role, Words> = {
  administrator: { label: m.settings_role_administrator, may: m.settings_may_administrator },
  strategy: { label: m.settings_role_strategy, may: m.settings_may_strategy },
  executive: { label: m.settings_role_executive, may: m.settings_may_executive },
  account_manager: { label: m.settings_role_account_manager, may: m.settings_may_account_manager },
  member: { label: m.settings_role_member, may: m.settings_may_member },
  performance: { label: m.settings_role_performance, may: m.settings_may_performance },
  auditor: { label: m.settings_role_auditor, may: m.settings_may_auditor },
  read_only: { label: m.settings_role_read_only, may: m.settings_may_read_only },
};

export const roleNames = Object.keys(roles) as Role[];
const isRole = (name: string): name is Role => name in roles;
export const rolesOf = (names: readonly string[]) => names.filter(isRole);
export const roleLabel = (name: string) => (isRole(name) ? roles[name].label() : name);
