import type { ImportListItem } from "@/api/generated";
import { useList } from "@/hooks/useList";
import { calls, type Service } from "./calls";

export type Run = ImportListItem & { service: Service };

function useServiceRuns(service: Service) {
  return useList<Run>({
    noun: "import",
    params: service,
    fetch: async (cursor, signal) => {
      const page = await calls[service].list({ query: { cursor, limit: 20 }, signal });
      return { ...page, items: page.items.map((run) => ({ ...run, service })) };
    },
  });
}

/** The runs of all services as one list, newest first. */
export function useRuns() {
  const lists = [useServiceRuns("records"), useServiceRuns("planning"), useServiceRuns("identity")];
  // Beyond the oldest loaded run of a list that goes on, others may be missing: they wait for the next window.
  const sure = lists
    .filter((list) => list.hasMore)
    .map((list) => list.rows.at(-1)?.created_at ?? "")
    .reduce((latest, one) => (one > latest ? one : latest), "");
  return {
    runs: lists
      .flatMap((list) => list.rows)
      .filter((run) => run.created_at >= sure)
      .sort((a, b) => (a.created_at < b.created_at ? 1 : -1)),
    isPending: lists.some((list) => list.isPending),
    error: lists.find((list) => list.error)?.error,
    hasMore: lists.some((list) => list.hasMore),
    isLoadingMore: lists.some((list) => list.isLoadingMore),
    loadMore: () => {
      for (const list of lists) if (list.rows.at(-1)?.created_at === sure) list.loadMore();
    },
    retry: () => {
      for (const list of lists) if (list.error) list.retry();
    },
  };
}
