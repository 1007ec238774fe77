import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { Map as MapIcon } from "lucide-react";
import type { Area } from "@/app/area";
import { shellRoute } from "@/app/roots";
import { m } from "@/paraglide/messages";

export const plansRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/plans",
  staticData: { title: m.plans_title },
  component: lazyRouteComponent(() => import("./PlansPage"), "PlansPage"),
});

export const planRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/plans/$planId",
  staticData: { title: m.plans_one },
  component: lazyRouteComponent(() => import("./PlanPage"), "PlanPage"),
});

export const plansRoutes = [plansRoute, planRoute] as const;

export const plansArea: Area = {
  nav: [{ stage: "plan", label: m.plans_title, icon: MapIcon, to: "/plans" }],
};
