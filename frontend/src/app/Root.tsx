import { Outlet } from "@tanstack/react-router";
import { Toaster } from "@/components/Toast";
import { TooltipProvider } from "@/components/Tooltip";
import { useRouteTitle } from "./useRouteTitle";

export function Root() {
  useRouteTitle();
  return (
    <TooltipProvider delayDuration={400}>
      <Outlet />
      <Toaster />
    </TooltipProvider>
  );
}
