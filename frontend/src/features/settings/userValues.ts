import type { UserCreate } from "@/api/generated";
import { type Role, rolesOf } from "./roles";
import type { User } from "./useUsers";

/** A user as the form holds it: empty text where nothing is said. */
export type Values = {
  name: string;
  email: string;
  title: string;
  roles: Role[];
  department_id: string;
  language: "zh" | "en";
};

export const blank: Values = { name: "", email: "", title: "", roles: ["member"], department_id: "", language: "zh" };

export const valuesOf = (user: User): Values => ({
  name: user.name,
  email: user.email ?? "",
  title: user.title,
  roles: rolesOf(user.roles),
  department_id: user.department_id ?? "",
  language: user.language === "en" ? "en" : "zh",
});

export const bodyOf = (values: Values): UserCreate => ({
  ...values,
  name: values.name.trim(),
  title: values.title.trim(),
  email: values.email.trim() || null,
  department_id: values.department_id || null,
});
