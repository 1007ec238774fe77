import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { type SearchHit, searchEverything } from "@/api/generated";
import { useDebounced } from "@/hooks/useDebounced";

const none: SearchHit[] = [];

/** The server's search, asked after a short rest; earlier hits stay while the next come. */
export function useRecordSearch(text: string) {
  const q = useDebounced(text.trim(), 120);
  const query = useQuery({
    queryKey: ["search", q],
    queryFn: ({ signal }) => searchEverything({ query: { q }, signal }),
    enabled: q !== "",
    placeholderData: keepPreviousData,
    staleTime: 0, // what was created a moment ago must be found
  });
  return {
    hits: q === "" ? none : (query.data?.items ?? none),
    isSearching: q !== text.trim() || query.isFetching,
    error: q === "" ? null : query.error,
    retry: () => void query.refetch(),
  };
}
