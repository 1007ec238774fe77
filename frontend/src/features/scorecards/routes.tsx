import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { Gauge } from "lucide-react";
import type { Area } from "@/app/area";
import { shellRoute } from "@/app/roots";
import { m } from "@/paraglide/messages";

export const scorecardsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/scorecards",
  staticData: { title: m.scorecards_title },
  component: lazyRouteComponent(() => import("./ScorecardsPage"), "ScorecardsPage"),
});

export const scorecardsRoutes = [scorecardsRoute] as const;

export const scorecardsArea: Area = {
  nav: [{ stage: "evaluate", label: m.scorecards_title, icon: Gauge, to: "/scorecards" }],
};
