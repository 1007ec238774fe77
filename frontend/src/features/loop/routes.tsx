import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { RefreshCw } from "lucide-react";
import type { Area } from "@/app/area";
import { shellRoute } from "@/app/roots";
import { param, searchParams } from "@/lib/searchParams";
import { m } from "@/paraglide/messages";

export const loopRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/",
  validateSearch: searchParams({ class: param.oneOf("S", "A", "B", "C"), figure: param.text }),
  staticData: { title: m.loop_title },
  component: lazyRouteComponent(() => import("./LoopPage"), "LoopPage"),
});

export const loopRoutes = [loopRoute] as const;

export const loopArea: Area = {
  nav: [{ stage: "home", label: m.loop_title, icon: RefreshCw, to: "/" }],
};
