import { Outlet } from "@tanstack/react-router";
import { Toaster } from "@/components/Toast";
import { useRouteTitle } from "./useRouteTitle";

export function Root() {
  useRouteTitle();
  return (
    <>
      <Outlet />
      <Toaster />
    </>
  );
}
