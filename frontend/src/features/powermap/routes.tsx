import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import type { Area } from "@/app/area";
import { shellRoute } from "@/app/roots";
import { m } from "@/paraglide/messages";

export const powerMapRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/customers/$customerId/power-map",
  staticData: { title: m.powermap_title },
  component: lazyRouteComponent(() => import("./PowerMapPage"), "PowerMapPage"),
});

export const powermapRoutes = [powerMapRoute] as const;

export const powermapArea: Area = {};
