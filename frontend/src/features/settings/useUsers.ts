import { listUsers, type UserOut } from "@/api/generated";
import { useList } from "@/hooks/useList";

export type User = UserOut;
type Search = { q?: string; department?: string; active?: "all" | "no" };

/** Users by name; those who left are shown only when asked for. */
export function useUsers({ q, department, active }: Search, enabled: boolean) {
  const query = {
    q,
    department_id: department,
    active: active === "all" ? undefined : active !== "no",
  };
  return useList<User>({
    noun: "user",
    params: query,
    fetch: (cursor, signal) =>
      listUsers({ query: { ...query, cursor, limit: 100, count: cursor === undefined }, signal }),
    enabled,
  });
}
