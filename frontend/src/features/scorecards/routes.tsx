import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { Gauge } from "lucide-react";
import type { Area } from "@/app/area";
import { shellRoute } from "@/app/roots";
import { param, searchParams } from "@/lib/searchParams";
import { m } from "@/paraglide/messages";

export const scorecardsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/scorecards",
  validateSearch: searchParams({
    of: param.oneOf("company", "region", "team", "person"),
    period: param.text,
    compare: param.text,
  }),
  staticData: { title: m.scorecards_title },
  component: lazyRouteComponent(() => import("./ScorecardsPage"), "ScorecardsPage"),
});

export const scorecardRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/scorecards/$subjectType/$subjectId",
  validateSearch: searchParams({ period: param.text, compare: param.text, rows: param.text }),
  staticData: { title: m.scorecards_one },
  component: lazyRouteComponent(() => import("./ScorecardPage"), "ScorecardPage"),
});

export const scorecardsRoutes = [scorecardsRoute, scorecardRoute] as const;

export const scorecardsArea: Area = {
  nav: [
    { stage: "evaluate", label: m.scorecards_title, icon: Gauge, to: "/scorecards", permission: "performance:read" },
  ],
};
