import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { ListChecks } from "lucide-react";
import type { Area } from "@/app/area";
import { shellRoute } from "@/app/roots";
import { m } from "@/paraglide/messages";

export const selectionRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/selection",
  staticData: { title: m.selection_title },
  component: lazyRouteComponent(() => import("./SelectionPage"), "SelectionPage"),
});

export const selectionRoutes = [selectionRoute] as const;

export const selectionArea: Area = {
  nav: [{ stage: "plan", label: m.selection_title, icon: ListChecks, to: "/selection" }],
};
