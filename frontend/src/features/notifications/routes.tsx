import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { Bell } from "lucide-react";
import type { Area } from "@/app/area";
import { shellRoute } from "@/app/roots";
import { param, searchParams } from "@/lib/searchParams";
import { m } from "@/paraglide/messages";

export const notificationsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/notifications",
  validateSearch: searchParams({ show: param.oneOf("unread") }),
  staticData: { title: m.notifications_title },
  component: lazyRouteComponent(() => import("./NotificationsPage"), "NotificationsPage"),
});

export const notificationsRoutes = [notificationsRoute] as const;

export const notificationsArea: Area = {
  actions: [
    {
      id: "notifications",
      label: m.notifications_title,
      keywords: ["tongzhi", "inbox", "bell"],
      icon: Bell,
      to: "/notifications",
    },
  ],
};
