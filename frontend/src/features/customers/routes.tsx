import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { Building2 } from "lucide-react";
import type { Area } from "@/app/area";
import { shellRoute } from "@/app/roots";
import { param, searchParams } from "@/lib/searchParams";
import { m } from "@/paraglide/messages";

export const customersRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/customers",
  validateSearch: searchParams({
    q: param.text,
    class: param.oneOf("S", "A", "B", "C"),
    lifecycle: param.oneOf("acquisition", "conversion", "retention", "lapsed"),
    industry: param.text,
    region: param.text,
    team: param.text,
    filter: param.text,
    sort: param.oneOf("name", "-name", "updated_at", "-updated_at", "created_at", "-created_at"),
    view: param.text,
    create: param.flag,
  }),
  staticData: { title: m.customers_title },
  component: lazyRouteComponent(() => import("./CustomersPage"), "CustomersPage"),
});

export const customerRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/customers/$customerId",
  validateSearch: searchParams({
    tab: param.oneOf(
      "overview",
      "record",
      "people",
      "vendors",
      "insights",
      "opportunities",
      "orders",
      "timeline",
      "files",
      "discussion",
    ),
    open: param.text,
    part: param.oneOf("privacy"),
  }),
  staticData: { title: m.customers_one },
  component: lazyRouteComponent(() => import("./CustomerPage"), "CustomerPage"),
});

export const customersRoutes = [customersRoute, customerRoute] as const;

export const customersArea: Area = {
  nav: [{ stage: "understand", label: m.customers_title, icon: Building2, to: "/customers" }],
  records: {
    customer: (hit) => `/customers/${hit.id}`,
    contact: (hit) => `/customers/${hit.customer_id}?tab=people&open=${hit.id}`,
  },
};
