import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { Map as MapIcon } from "lucide-react";
import type { Area } from "@/app/area";
import { shellRoute } from "@/app/roots";
import { param, searchParams } from "@/lib/searchParams";
import { m } from "@/paraglide/messages";

export const plansRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/plans",
  validateSearch: searchParams({
    customer: param.text,
    cycle: param.text,
    state: param.oneOf("draft", "submitted", "approved", "in_force", "closed"),
    create: param.flag,
  }),
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
