import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { CalendarCheck2 } from "lucide-react";
import type { Area } from "@/app/area";
import { shellRoute } from "@/app/roots";
import { m } from "@/paraglide/messages";

export const weekRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/week",
  staticData: { title: m.week_title },
  component: lazyRouteComponent(() => import("./WeekPage"), "WeekPage"),
});

export const weekRoutes = [weekRoute] as const;

export const weekArea: Area = {
  nav: [{ stage: "home", label: m.week_title, icon: CalendarCheck2, to: "/week" }],
};
