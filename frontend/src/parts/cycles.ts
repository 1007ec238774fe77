import { useQuery } from "@tanstack/react-query";
import { type CycleOut, listCycles } from "@/api/generated";
import { readAll } from "@/api/readAll";

/** Planning cycles, the latest first. */
export function useCycles() {
  return useQuery({
    queryKey: ["planning_cycle", "all"],
    queryFn: ({ signal }) => readAll((query) => listCycles({ query, signal })),
    staleTime: 60_000,
  });
}

/** The cycle one works in: not closed and of this day, else the latest that is not closed, else the latest. */
export function runningCycle<Cycle extends Pick<CycleOut, "state" | "starts_on" | "ends_on">>(
  cycles: readonly Cycle[],
  today: string,
): Cycle | undefined {
  const open = cycles.filter((one) => one.state !== "closed");
  return open.find((one) => one.starts_on <= today && today <= one.ends_on) ?? open[0] ?? cycles[0];
}

/** Planned money is in the currency of the chosen cycle, else of the latest. */
export function useCurrency(cycleId?: string): string {
  const cycles = useCycles().data;
  return (cycles?.find((one) => one.id === cycleId) ?? cycles?.[0])?.currency ?? "CNY";
}
