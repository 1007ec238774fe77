import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { Network } from "lucide-react";
import type { Area } from "@/app/area";
import { shellRoute } from "@/app/roots";
import { param, searchParams } from "@/lib/searchParams";
import { m } from "@/paraglide/messages";

export const mapsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/powermap",
  validateSearch: searchParams({ customer: param.text, project: param.text, create: param.flag }),
  staticData: { title: m.powermap_maps_title },
  component: lazyRouteComponent(() => import("./MapsPage"), "MapsPage"),
});

export const mapRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/powermap/$mapId",
  validateSearch: searchParams({
    view: param.oneOf("canvas", "list", "assessment"),
    person: param.text,
    add: param.flag,
  }),
  staticData: { title: m.powermap_title },
  component: lazyRouteComponent(() => import("./MapPage"), "MapPage"),
});

export const powermapRoutes = [mapsRoute, mapRoute] as const;

export const powermapArea: Area = {
  nav: [{ stage: "execute", label: m.powermap_title, icon: Network, to: "/powermap" }],
};
