import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { type JobOut, listJobs } from "@/api/generated";
import { useList } from "@/hooks/useList";
import { isLive, type JobTab, tabFilter } from "./states";

const LOOK_MS = 2000;

export const jobKey = "job";

/** The jobs of one tab, read again every two seconds while any of them moves and somebody looks. */
export function useJobs(tab: JobTab) {
  const list = useList<JobOut>({
    noun: jobKey,
    params: tab,
    fetch: (cursor, signal) => listJobs({ query: { filter: tabFilter(tab), cursor, limit: 50 }, signal }),
  });
  useFresh(tab === "live" || list.rows.some(isLive));
  return list;
}

/** Reads all that is known of jobs again and again while `moving`; a page in the background waits. */
export function useFresh(moving: boolean) {
  const client = useQueryClient();
  useEffect(() => {
    if (!moving) return;
    const timer = setInterval(() => {
      if (!document.hidden) void client.invalidateQueries({ queryKey: [jobKey] });
    }, LOOK_MS);
    return () => clearInterval(timer);
  }, [client, moving]);
}
