import type { SignInSettingOut, SignInSettingUpdate } from "@/api/generated";
import { type Role, rolesOf } from "../roles";

/** Single sign-on as the form holds it: lists as lines, empty text where nothing is said. */
export type SsoValues = {
  sso_enabled: boolean;
  sso_label: string;
  sso_issuer: string;
  sso_client_id: string;
  sso_secret: string;
  sso_domains: string;
  sso_create_users: boolean;
  sso_default_roles: Role;
  sso_role_claim: string;
  sso_roles: { value: string; to: string }[];
  sso_department_claim: string;
  sso_departments: { value: string; to: string }[];
};

export const lines = (text: string) =>
  text
    .split(/[\n,,;;]/)
    .map((line) => line.trim())
    .filter(Boolean);

export const valuesOf = (setting: SignInSettingOut): SsoValues => ({
  sso_enabled: setting.sso_enabled,
  sso_label: setting.sso_label,
  sso_issuer: setting.sso_issuer,
  sso_client_id: setting.sso_client_id,
  sso_secret: "",
  sso_domains: setting.sso_domains.join("\n"),
  sso_create_users: setting.sso_create_users,
  sso_default_roles: rolesOf(setting.sso_default_roles)[0] ?? "read_only",
  sso_role_claim: setting.sso_role_claim,
  sso_roles: setting.sso_roles.map(({ value, role }) => ({ value, to: role })),
  sso_department_claim: setting.sso_department_claim,
  sso_departments: setting.sso_departments.map(({ value, department_id }) => ({ value, to: department_id })),
});

const filled = (row: { value: string; to: string }) => row.value.trim() && row.to;

export const bodyOf = ({ sso_secret, ...values }: SsoValues): SignInSettingUpdate => ({
  ...values,
  ...(sso_secret ? { sso_secret } : {}),
  sso_domains: lines(values.sso_domains),
  sso_default_roles: [values.sso_default_roles],
  sso_roles: values.sso_roles.filter(filled).map(({ value, to }) => ({ value: value.trim(), role: to as Role })),
  sso_departments: values.sso_departments
    .filter(filled)
    .map(({ value, to }) => ({ value: value.trim(), department_id: to })),
});
