import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { api } from "@/api/client";
import { useDebounced } from "@/hooks/useDebounced";
import type { SearchHit } from "../area";

const none: SearchHit[] = [];

/** The server's search, asked after a short rest; earlier hits stay while the next come. */
export function useRecordSearch(text: string) {
  const q = useDebounced(text.trim(), 120);
  const query = useQuery({
    queryKey: ["search", q],
    queryFn: ({ signal }) => api.get<{ items: SearchHit[] }>("/api/v1/search", { query: { q }, signal }),
    enabled: q !== "",
    placeholderData: keepPreviousData,
  });
  return {
    hits: q === "" ? none : (query.data?.items ?? none),
    isSearching: q !== text.trim() || query.isFetching,
    error: q === "" ? null : query.error,
    retry: () => void query.refetch(),
  };
}
