import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { FileUp } from "lucide-react";
import type { Area } from "@/app/area";
import { shellRoute } from "@/app/roots";
import { m } from "@/paraglide/messages";

export const importsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/imports",
  staticData: { title: m.imports_title },
  component: lazyRouteComponent(() => import("./ImportsPage"), "ImportsPage"),
});

export const importsRoutes = [importsRoute] as const;

export const importsArea: Area = {
  nav: [{ stage: "system", label: m.imports_title, icon: FileUp, to: "/imports" }],
};
