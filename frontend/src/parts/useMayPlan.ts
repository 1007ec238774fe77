import { useSession } from "@/hooks/useSession";

/** Whether to show planning's acts at all; at which customers, the server decides. */
export function useMayPlan(): boolean {
  const { can } = useSession();
  return can("planning:write") || can("planning:team");
}
