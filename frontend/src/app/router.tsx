import { createRouter } from "@tanstack/react-router";
import { whenSignedOut } from "@/api/fetch";
import { queryClient } from "@/api/queryClient";
import { sessionRoutes, shellRoutes } from "./areas";
import { RouteError } from "./RouteError";
import { RoutePending } from "./RoutePending";
import { rootRoute, shellRoute } from "./roots";

export const router = createRouter({
  routeTree: rootRoute.addChildren([...sessionRoutes, shellRoute.addChildren([...shellRoutes])]),
  defaultPreload: "intent",
  defaultPendingMs: 300,
  defaultPendingComponent: RoutePending,
  defaultErrorComponent: RouteError,
  scrollRestoration: true,
  scrollToTopSelectors: ["#main"],
});

whenSignedOut(() => {
  const { pathname, href } = router.state.location;
  if (pathname === "/sign-in") return;
  queryClient.clear();
  void router.navigate({ to: "/sign-in", search: { return: href } });
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
