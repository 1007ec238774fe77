import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { listProductLines } from "@/api/generated";
import { readAll } from "@/api/readAll";
import { getLocale } from "@/paraglide/runtime";

const quarterHour = 15 * 60_000;

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
