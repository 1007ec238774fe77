import { useRouterState } from "@tanstack/react-router";
import { useEffect } from "react";
import { m } from "@/paraglide/messages";

/** Titles the document after the innermost route that has a title. */
export function useRouteTitle() {
  const title = useRouterState({
    select: (state) => state.matches.findLast((match) => match.staticData.title)?.staticData.title?.(),
  });
  useEffect(() => {
    document.title = title ? `${title} · ${m.common_product()}` : m.common_product();
  }, [title]);
}
