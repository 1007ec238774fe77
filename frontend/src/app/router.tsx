import { createRouter } from "@tanstack/react-router";
import { whenSignedOut, whenWritten } from "@/api/fetch";
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

// One act shows on many screens: the loop, a timeline, a list of something else. Whatever is not on screen now is
// asked anew when it is next; what is on screen is told by whoever wrote.
whenWritten(() => {
  void queryClient.invalidateQueries({ predicate: (query) => query.queryKey[0] !== "session", refetchType: "none" });
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
