import { useQuery } from "@tanstack/react-query";
import { listCycles } from "@/api/generated";
import { readAll } from "@/api/readAll";

/** Planning cycles, the latest first. */
export function useCycles() {
  return useQuery({
    queryKey: ["planning_cycle", "all"],
    queryFn: ({ signal }) => readAll((query) => listCycles({ query, signal })),
    staleTime: 60_000,
  });
}

/** Planned money is in the currency of the chosen cycle, else of the latest. */
export function useCurrency(cycleId?: string): string {
  const cycles = useCycles().data;
  return (cycles?.find((one) => one.id === cycleId) ?? cycles?.[0])?.currency ?? "CNY";
}
