import { createRoute, lazyRouteComponent, redirect } from "@tanstack/react-router";
import { RefreshCw } from "lucide-react";
import { queryClient } from "@/api/queryClient";
import type { Area } from "@/app/area";
import { shellRoute } from "@/app/roots";
import { sessionQuery } from "@/hooks/useSession";
import { param, searchParams } from "@/lib/searchParams";
import { m } from "@/paraglide/messages";

export const loopRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/",
  validateSearch: searchParams({ class: param.oneOf("S", "A", "B", "C"), figure: param.text }),
  staticData: { title: m.loop_title },
  // the first page after signing in: who may not see figures begins with the week's work
  beforeLoad: async () => {
    const session = await queryClient.ensureQueryData(sessionQuery);
    if (!session.permissions.includes("performance:read")) throw redirect({ to: "/week", replace: true });
  },
  component: lazyRouteComponent(() => import("./LoopPage"), "LoopPage"),
});

export const loopRoutes = [loopRoute] as const;

export const loopArea: Area = {
  nav: [{ stage: "home", label: m.loop_title, icon: RefreshCw, to: "/", permission: "performance:read" }],
};
