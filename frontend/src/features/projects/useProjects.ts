import { type InfiniteData, useQueryClient } from "@tanstack/react-query";
import type { Page } from "@/api/client";
import { listProjects } from "@/api/generated";
import { useList } from "@/hooks/useList";
import { useSession } from "@/hooks/useSession";
import { addDays, today } from "@/parts/days";
import type { ProjectItem, Stage } from "./model";
import { projectsRoute } from "./routes";

type Sort = NonNullable<NonNullable<Parameters<typeof listProjects>[0]>["query"]>["sort"];

/** The filters of the address as the server knows them. */
export function useFilters() {
  const { q, customer, who, due, filter } = projectsRoute.useSearch();
  const me = useSession().session?.user.id;
  return {
    q,
    filter,
    customer_id: customer,
    member_id: who === "mine" ? me : undefined,
    manager_id: who === "led" ? me : undefined,
    next_step_before: due === "over" ? addDays(today(), -1) : undefined,
  };
}

/** What the board shows: all open ones, or the latest closed. */
export function useBoard(open: boolean) {
  const query = { ...useFilters(), open, limit: open ? 200 : 20 };
  return useList<ProjectItem>({
    noun: "project",
    params: query,
    fetch: (cursor, signal) => listProjects({ query: { ...query, cursor, sort: "-updated_at" }, signal }),
  });
}

export function useTable() {
  const { stage, sort = "-updated_at", due } = projectsRoute.useSearch();
  const query = { ...useFilters(), stage, sort: sort as Sort, open: due ? true : undefined, limit: 100, count: true };
  return useList<ProjectItem>({
    noun: "project",
    params: query,
    fetch: (cursor, signal) => listProjects({ query: { ...query, cursor }, signal }),
  });
}

/** Shows a stage everywhere the project is shown, before or after the server said so. */
export function useShowStage() {
  const client = useQueryClient();
  return (id: string, stage: Stage) => {
    const change = <Row extends { id: string }>(row: Row) => (row.id === id ? { ...row, stage } : row);
    client.setQueryData<ProjectItem>(["project", "record", id], (row) => row && change(row));
    client.setQueriesData<InfiniteData<Page<ProjectItem>>>(
      { queryKey: ["project", "list"] },
      (data) =>
        data && {
          ...data,
          pages: data.pages.map((page) => ({ ...page, items: page.items.map((row) => change(row)) })),
        },
    );
  };
}
