import { useEffect } from "react";
import { type DepartmentOut, listDepartments } from "@/api/generated";
import { useList } from "@/hooks/useList";

/** All departments, read window by window: an organisation has dozens, not thousands. */
export function useDepartments() {
  const list = useList<DepartmentOut>({
    noun: "department",
    fetch: (cursor, signal) => listDepartments({ query: { cursor, limit: 200 }, signal }),
  });
  const { hasMore, loadMore } = list;
  useEffect(() => {
    if (hasMore) loadMore();
  }, [hasMore, loadMore]);
  return list;
}
