import { createRootRoute, createRoute, lazyRouteComponent, redirect } from "@tanstack/react-router";
import { ProblemError } from "@/api/problem";
import { queryClient } from "@/api/queryClient";
import { sessionQuery } from "@/hooks/useSession";
import { adoptLanguage } from "./language";
import { NotFound } from "./NotFound";
import { Root } from "./Root";

declare module "@tanstack/react-router" {
  interface StaticDataRouteOption {
    /** The document's title while this route is shown; pages of one record add its name by useTitle. */
    title?: () => string;
  }
}

export const rootRoute = createRootRoute({ component: Root, notFoundComponent: NotFound });

/** Everything behind the sign-in: asks who is there first, and leads to the sign-in page with the way back. */
export const shellRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: "shell",
  beforeLoad: async ({ location }) => {
    try {
      const session = await queryClient.ensureQueryData(sessionQuery);
      adoptLanguage(session);
      // the role asks for a second factor that is not set up: nothing else opens before
      if (session.second_factor_due && location.pathname !== "/settings/security") {
        throw redirect({ to: "/settings/security", replace: true });
      }
    } catch (error) {
      if (!(error instanceof ProblemError) || error.status !== 401) throw error;
      throw redirect({ to: "/sign-in", search: { return: location.href } });
    }
  },
  component: lazyRouteComponent(() => import("./Shell"), "Shell"),
});
