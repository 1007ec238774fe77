import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { Building2 } from "lucide-react";
import type { Area } from "@/app/area";
import { shellRoute } from "@/app/roots";
import { m } from "@/paraglide/messages";

export const customersRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/customers",
  staticData: { title: m.customers_title },
  component: lazyRouteComponent(() => import("./CustomersPage"), "CustomersPage"),
});

export const customerRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/customers/$customerId",
  staticData: { title: m.customers_one },
  component: lazyRouteComponent(() => import("./CustomerPage"), "CustomerPage"),
});

export const customersRoutes = [customersRoute, customerRoute] as const;

export const customersArea: Area = {
  nav: [{ stage: "understand", label: m.customers_title, icon: Building2, to: "/customers" }],
  records: {
    customer: (hit) => `/customers/${hit.id}`,
    contact: (hit) => `/customers/${hit.customer_id}`,
  },
};
