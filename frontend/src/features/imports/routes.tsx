import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { FileUp } from "lucide-react";
import type { Area } from "@/app/area";
import { shellRoute } from "@/app/roots";
import { param, searchParams } from "@/lib/searchParams";
import { m } from "@/paraglide/messages";

export const importsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/imports",
  validateSearch: searchParams({ kind: param.text }),
  staticData: { title: m.imports_title },
  component: lazyRouteComponent(() => import("./ImportsPage"), "ImportsPage"),
});

export const importRunRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/imports/$service/$runId",
  // a checked file opens on what the check found; step=mapping goes back
  validateSearch: searchParams({ step: param.oneOf("mapping") }),
  staticData: { title: m.imports_title },
  component: lazyRouteComponent(() => import("./RunPage"), "RunPage"),
});

export const importsRoutes = [importsRoute, importRunRoute] as const;

export const importsArea: Area = {
  nav: [{ stage: "system", label: m.imports_title, icon: FileUp, to: "/imports", permission: "imports:write" }],
};
