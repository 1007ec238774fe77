import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { listProductLines } from "@/api/generated";
import { readAll } from "@/api/readAll";
import { getLocale } from "@/paraglide/runtime";
import { type ChoiceOut, type CycleDetail, horizonWord, resourceName } from "./model";
import type { Names } from "./sentences";

/** The names that reasons point at: from the cycle, from the choices themselves, and the product lines. */
export function useNames(cycle: CycleDetail | undefined, choices: readonly ChoiceOut[]): Names {
  const lines = useQuery({
    queryKey: ["product_line", "all"],
    queryFn: ({ signal }) => readAll((query) => listProductLines({ query, signal })),
    staleTime: 15 * 60_000,
  }).data;
  return useMemo(() => {
    const known = new Map<string, string>();
    for (const one of choices) {
      if (one.customer_id) known.set(one.customer_id, one.customer_name ?? "");
      if (one.team_id) known.set(one.team_id, one.team_name ?? "");
    }
    for (const line of lines ?? []) known.set(line.id, (getLocale() === "en" && line.name_en) || line.name);
    for (const [key, word] of Object.entries(horizonWord)) known.set(key, word());
    const resources = new Map(cycle?.resources.map((one) => [one.id, one]));
    return {
      currency: cycle?.currency ?? "CNY",
      resource: (id) => {
        const found = resources.get(id);
        return found ? { name: resourceName(found), unit: found.unit } : { name: "…", unit: "" };
      },
      group: (_by, key) => known.get(key) ?? key,
    };
  }, [cycle, choices, lines]);
}
