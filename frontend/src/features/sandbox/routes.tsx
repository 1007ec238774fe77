import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { Grid3x3 } from "lucide-react";
import type { Area } from "@/app/area";
import { shellRoute } from "@/app/roots";
import { param, searchParams } from "@/lib/searchParams";
import { m } from "@/paraglide/messages";

export const sandboxRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/sandbox",
  validateSearch: searchParams({
    view: param.oneOf("board", "span", "table"),
    scope: param.oneOf("company", "customer", "team", "industry", "region", "product_line"),
    id: param.text,
    cycle: param.text,
    state: param.list,
    colour: param.oneOf("role", "line"),
    sort: param.text,
    opportunity: param.text,
    tab: param.oneOf("discussion"),
    saved: param.text,
    create: param.flag,
  }),
  staticData: { title: m.sandbox_title },
  component: lazyRouteComponent(() => import("./SandboxPage"), "SandboxPage"),
});

export const sandboxRoutes = [sandboxRoute] as const;

export const sandboxArea: Area = {
  nav: [{ stage: "plan", label: m.sandbox_title, icon: Grid3x3, to: "/sandbox" }],
  records: { opportunity: (hit) => `/sandbox?opportunity=${hit.id}` },
};
