import { useQuery } from "@tanstack/react-query";
import { listIndicators } from "@/api/generated";

/** The ten indicators by key: names, formulas, what is said where nothing can be computed. */
export function useIndicators() {
  const { data } = useQuery({
    queryKey: ["indicator"],
    queryFn: ({ signal }) => listIndicators({ signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return new Map(data?.items.map((indicator) => [indicator.key, indicator]));
}
