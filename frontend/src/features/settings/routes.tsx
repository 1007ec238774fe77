import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { KeyRound, Settings, Users } from "lucide-react";
import type { Area } from "@/app/area";
import { shellRoute } from "@/app/roots";
import { m } from "@/paraglide/messages";

export const settingsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/settings",
  staticData: { title: m.settings_title },
  component: lazyRouteComponent(() => import("./SettingsPage"), "SettingsPage"),
});

export const profileRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/settings/profile",
  staticData: { title: m.settings_profile },
  component: lazyRouteComponent(() => import("./ProfilePage"), "ProfilePage"),
});

export const usersRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/settings/users",
  staticData: { title: m.settings_users },
  component: lazyRouteComponent(() => import("./UsersPage"), "UsersPage"),
});

export const apiKeysRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/settings/api-keys",
  staticData: { title: m.settings_api_keys },
  component: lazyRouteComponent(() => import("./ApiKeysPage"), "ApiKeysPage"),
});

export const settingsRoutes = [settingsRoute, profileRoute, usersRoute, apiKeysRoute] as const;

export const settingsArea: Area = {
  nav: [{ stage: "system", label: m.settings_title, icon: Settings, to: "/settings" }],
  actions: [
    { id: "users", label: m.settings_users, keywords: ["yonghu"], icon: Users, to: "/settings/users" },
    { id: "api-keys", label: m.settings_api_keys, keywords: ["miyao"], icon: KeyRound, to: "/settings/api-keys" },
  ],
};
