import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { SquareKanban } from "lucide-react";
import type { Area } from "@/app/area";
import { shellRoute } from "@/app/roots";
import { param, searchParams } from "@/lib/searchParams";
import { m } from "@/paraglide/messages";

export const projectsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/projects",
  validateSearch: searchParams({
    view: param.oneOf("board", "table"),
    q: param.text,
    customer: param.text,
    who: param.oneOf("mine", "led"),
    stage: param.oneOf("lead", "opportunity", "bid", "contract", "delivery", "closed"),
    due: param.oneOf("over"),
    filter: param.text,
    sort: param.text,
    saved: param.text,
    create: param.flag,
    opportunity: param.text,
  }),
  staticData: { title: m.projects_title },
  component: lazyRouteComponent(() => import("./ProjectsPage"), "ProjectsPage"),
});

export const projectRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/projects/$projectId",
  validateSearch: searchParams({
    tab: param.oneOf("activities", "team", "files", "discussion", "history"),
    section: param.text,
  }),
  staticData: { title: m.projects_one },
  component: lazyRouteComponent(() => import("./ProjectPage"), "ProjectPage"),
});

export const projectsRoutes = [projectsRoute, projectRoute] as const;

export const projectsArea: Area = {
  nav: [{ stage: "execute", label: m.projects_title, icon: SquareKanban, to: "/projects" }],
  records: { project: (hit) => `/projects/${hit.id}` },
};
