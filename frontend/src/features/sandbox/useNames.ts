import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { listCycles, listProductLines } from "@/api/generated";
import { readAll } from "@/api/readAll";
import { getLocale } from "@/paraglide/runtime";

const quarterHour = 15 * 60_000;

/** Planning cycles, the latest first. */
export function useCycles() {
  return useQuery({
    queryKey: ["planning_cycle", "all"],
    queryFn: ({ signal }) => readAll((query) => listCycles({ query, signal })),
  });
}

/** Money on the board is in the planning currency: that of the chosen cycle, else of the latest. */
export function useCurrency(cycleId?: string): string {
  const cycles = useCycles().data;
  return (cycles?.find((one) => one.id === cycleId) ?? cycles?.[0])?.currency ?? "CNY";
}

/** Product lines by id, in the reader's language. */
export function useLineNames(): ReadonlyMap<string, string> {
  const { data } = useQuery({
    queryKey: ["product_line", "all"],
    queryFn: ({ signal }) => readAll((query) => listProductLines({ query, signal })),
    staleTime: quarterHour,
  });
  return useMemo(
    () => new Map(data?.map((line) => [line.id, (getLocale() === "en" && line.name_en) || line.name])),
    [data],
  );
}
