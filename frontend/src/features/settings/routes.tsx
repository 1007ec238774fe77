import { createRoute, lazyRouteComponent, redirect } from "@tanstack/react-router";
import { Settings } from "lucide-react";
import type { Area } from "@/app/area";
import { shellRoute } from "@/app/roots";
import { param, searchParams } from "@/lib/searchParams";
import { m } from "@/paraglide/messages";

export const settingsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/settings",
  beforeLoad: () => {
    throw redirect({ to: "/settings/profile", replace: true });
  },
});

export const profileRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/settings/profile",
  staticData: { title: m.settings_profile },
  component: lazyRouteComponent(() => import("./ProfilePage"), "ProfilePage"),
});

export const securityRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/settings/security",
  staticData: { title: m.security_title },
  component: lazyRouteComponent(() => import("./security/SecurityPage"), "SecurityPage"),
});

export const signInSettingsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/settings/sign-in",
  staticData: { title: m.security_ways_title },
  component: lazyRouteComponent(() => import("./sign-in/SignInSettingsPage"), "SignInSettingsPage"),
});

export const usersRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/settings/users",
  // user: the one whose panel is open; create: the panel of a new one
  validateSearch: searchParams({
    q: param.text,
    department: param.text,
    active: param.oneOf("all", "no"),
    user: param.text,
    create: param.flag,
  }),
  staticData: { title: m.settings_users },
  component: lazyRouteComponent(() => import("./UsersPage"), "UsersPage"),
});

export const departmentsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/settings/departments",
  staticData: { title: m.settings_departments },
  component: lazyRouteComponent(() => import("./DepartmentsPage"), "DepartmentsPage"),
});

export const apiKeysRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/settings/api-keys",
  validateSearch: searchParams({ create: param.flag }),
  staticData: { title: m.settings_api_keys },
  component: lazyRouteComponent(() => import("./ApiKeysPage"), "ApiKeysPage"),
});

export const jobsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/settings/jobs",
  // job: the one whose panel is open
  validateSearch: searchParams({ state: param.oneOf("failed", "done", "cancelled"), job: param.text }),
  staticData: { title: m.jobs_title },
  component: lazyRouteComponent(() => import("./jobs/JobsPage"), "JobsPage"),
});

export const fieldsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/settings/fields",
  // field: the one whose panel is open; create: the panel of a new one
  validateSearch: searchParams({
    of: param.oneOf("customer", "contact", "opportunity", "project"),
    field: param.text,
    create: param.flag,
  }),
  staticData: { title: m.fields_title },
  component: lazyRouteComponent(() => import("./fields/FieldsPage"), "FieldsPage"),
});

export const webhooksRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/settings/webhooks",
  // webhook: the one whose panel is open; log: which of its deliveries; create, edit: the form
  validateSearch: searchParams({
    webhook: param.text,
    log: param.oneOf("waiting", "delivered", "dead"),
    create: param.flag,
    edit: param.flag,
  }),
  staticData: { title: m.webhooks_title },
  component: lazyRouteComponent(() => import("./webhooks/WebhooksPage"), "WebhooksPage"),
});

export const auditRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/settings/audit",
  validateSearch: searchParams({
    entity: param.text,
    entity_id: param.text,
    actor: param.text,
    action: param.text,
    customer: param.text,
    request: param.text,
    from: param.text,
    to: param.text,
  }),
  staticData: { title: m.audit_title },
  component: lazyRouteComponent(() => import("./audit/AuditPage"), "AuditPage"),
});

export const privacyRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/settings/privacy",
  // request: the one whose panel is open; create: the panel of a new one
  validateSearch: searchParams({
    state: param.oneOf("open", "done", "refused"),
    request: param.text,
    create: param.flag,
  }),
  staticData: { title: m.privacy_requests },
  component: lazyRouteComponent(() => import("./privacy/PrivacyPage"), "PrivacyPage"),
});

export const settingsRoutes = [
  settingsRoute,
  profileRoute,
  securityRoute,
  signInSettingsRoute,
  usersRoute,
  departmentsRoute,
  apiKeysRoute,
  jobsRoute,
  fieldsRoute,
  webhooksRoute,
  auditRoute,
  privacyRoute,
] as const;

export const settingsArea: Area = {
  nav: [{ stage: "system", label: m.settings_title, icon: Settings, to: "/settings" }],
};
