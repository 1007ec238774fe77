import { useQuery } from "@tanstack/react-query";
import { getCycle, listSelections } from "@/api/generated";
import { readAll } from "@/api/readAll";

/** A cycle with its resources and limits. */
export const useCycle = (id: string | undefined) =>
  useQuery({
    queryKey: ["planning_cycle", "record", id],
    queryFn: ({ signal }) => getCycle({ path: { cycle_id: id ?? "" }, signal }),
    enabled: id !== undefined,
  });

/** The scenarios of a cycle. */
export const useScenarios = (cycleId: string | undefined) =>
  useQuery({
    queryKey: ["selection", "of", cycleId],
    queryFn: ({ signal }) => readAll((query) => listSelections({ query: { ...query, cycle_id: cycleId }, signal })),
    enabled: cycleId !== undefined,
  });
