import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { ListChecks } from "lucide-react";
import type { Area } from "@/app/area";
import { shellRoute } from "@/app/roots";
import { param, searchParams } from "@/lib/searchParams";
import { m } from "@/paraglide/messages";

export const selectionRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/selection",
  validateSearch: searchParams({
    cycle: param.text,
    tab: param.oneOf("scenarios", "limits", "targets"),
    create: param.flag,
  }),
  staticData: { title: m.selection_title },
  component: lazyRouteComponent(() => import("./SelectionPage"), "SelectionPage"),
});

export const workbenchRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/selection/$cycleId/$selectionId",
  validateSearch: searchParams({
    pane: param.oneOf("rules", "choices", "result"),
    show: param.oneOf("all", "chosen", "given_up", "changed", "unknown"),
    q: param.text,
  }),
  staticData: { title: m.selection_title },
  component: lazyRouteComponent(() => import("./WorkbenchPage"), "WorkbenchPage"),
});

export const selectionRoutes = [selectionRoute, workbenchRoute] as const;

export const selectionArea: Area = {
  nav: [{ stage: "plan", label: m.selection_title, icon: ListChecks, to: "/selection" }],
};
