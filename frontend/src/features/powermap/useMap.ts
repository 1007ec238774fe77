import { useQuery } from "@tanstack/react-query";
import { getPowerMap, listVendors } from "@/api/generated";
import { readAll } from "@/api/readAll";
import { useRecord } from "@/hooks/useRecord";
import type { PowerMapOut } from "./model";

export function useMap(id: string) {
  return useRecord<PowerMapOut>({
    noun: "power_map",
    id,
    fetch: (signal) => getPowerMap({ path: { power_map_id: id }, signal }),
  });
}

/** Competitors by id, under the short name that fits a card. */
export function useVendorNames(): ReadonlyMap<string, string> {
  const { data } = useQuery({
    queryKey: ["vendor", "competitors"],
    queryFn: ({ signal }) => readAll((query) => listVendors({ query: { ...query, is_us: false }, signal })),
    staleTime: 5 * 60_000,
    select: (rows) => new Map(rows.map((one) => [one.id, one.short_name || one.name])),
  });
  return data ?? none;
}

const none: ReadonlyMap<string, string> = new Map();
