import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { CalendarCheck2 } from "lucide-react";
import type { Area } from "@/app/area";
import { shellRoute } from "@/app/roots";
import { param, searchParams } from "@/lib/searchParams";
import { m } from "@/paraglide/messages";

export const weekRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/week",
  validateSearch: searchParams({ view: param.oneOf("days"), span: param.oneOf("two"), plan: param.flag }),
  staticData: { title: m.week_title },
  component: lazyRouteComponent(() => import("./WeekPage"), "WeekPage"),
});

export const weekRoutes = [weekRoute] as const;

export const weekArea: Area = {
  nav: [{ stage: "home", label: m.week_title, icon: CalendarCheck2, to: "/week" }],
};
