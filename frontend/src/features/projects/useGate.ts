import { useQuery } from "@tanstack/react-query";
import { getProjectGate } from "@/api/generated";
import type { Stage } from "./model";

/** What the next gate (or the one of a move `to`) asks, as the project stands now. */
export function useGate(projectId: string, to?: Stage) {
  return useQuery({
    queryKey: ["gate", projectId, to ?? null],
    queryFn: ({ signal }) => getProjectGate({ path: { project_id: projectId }, query: { to }, signal }),
  });
}
