import { Outlet } from "@tanstack/react-router";
import { Toaster } from "@/components/Toast";
import { ProofAsker } from "./ProofAsker";
import { useRouteTitle } from "./useRouteTitle";

export function Root() {
  useRouteTitle();
  return (
    <>
      <Outlet />
      <ProofAsker />
      <Toaster />
    </>
  );
}
