import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { Page } from "@/api/client";

type ListOptions<Row> = {
  /** The glossary noun, e.g. "customer": usePatch finds the lists that hold a record by it. */
  noun: string;
  /** Whatever changes the rows (filter, sort, search). */
  params?: unknown;
  fetch: (cursor: string | undefined, signal: AbortSignal) => Promise<Page<Row>>;
  enabled?: boolean;
};

/** A list read window by window. Earlier rows stay visible while a new filter loads. */
export function useList<Row>({ noun, params, fetch, enabled }: ListOptions<Row>) {
  const query = useInfiniteQuery({
    queryKey: [noun, "list", params ?? null],
    queryFn: ({ pageParam, signal }) => fetch(pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    placeholderData: keepPreviousData,
    enabled,
  });
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.items) ?? [], [query.data]);
  return {
    rows,
    /** How many there are in all, where the server was asked to count. */
    total: query.data?.pages[0]?.total ?? undefined,
    isPending: query.isPending,
    isStale: query.isPlaceholderData,
    isLoadingMore: query.isFetchingNextPage,
    hasMore: query.hasNextPage,
    /** Safe to call on every scroll: does nothing while a window is on its way or none is left. */
    loadMore: () => {
      if (query.hasNextPage && !query.isFetchingNextPage) void query.fetchNextPage();
    },
    error: query.error,
    retry: () => void query.refetch(),
  };
}
