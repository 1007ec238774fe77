import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { rootRoute } from "@/app/roots";
import { param, searchParams } from "@/lib/searchParams";
import { m } from "@/paraglide/messages";

export const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/sign-in",
  // token: the one-time link; return: where one was going; the rest: what the single sign-on provider sends back
  validateSearch: searchParams({
    token: param.text,
    return: param.text,
    state: param.text,
    code: param.text,
    error: param.text,
  }),
  staticData: { title: m.session_sign_in },
  component: lazyRouteComponent(() => import("./SignInPage"), "SignInPage"),
});

export const sessionRoutes = [signInRoute] as const;
