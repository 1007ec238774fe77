import { useLocation } from "@tanstack/react-router";
import { useEffect, useRef } from "react";

/** After a change of page (not of its filters) the focus goes to the content, where reading starts. */
export function useFocusOnNavigation() {
  const { pathname } = useLocation();
  const before = useRef(pathname);
  useEffect(() => {
    if (before.current === pathname) return;
    before.current = pathname;
    document.getElementById("main")?.focus({ preventScroll: true });
  }, [pathname]);
}
