import { useQuery, useQueryClient } from "@tanstack/react-query";
import { atVersion } from "@/api/client";
import { getAccountPlan, listResources, type ResourceOut, updateAccountPlan } from "@/api/generated";
import { readAll } from "@/api/readAll";
import { usePatch } from "@/hooks/usePatch";
import { useRecord } from "@/hooks/useRecord";
import { getLocale } from "@/paraglide/runtime";
import type { AccountPlanOut } from "./model";

export function usePlan(id: string) {
  return useRecord<AccountPlanOut>({
    noun: "account_plan",
    id,
    fetch: (signal) => getAccountPlan({ path: { plan_id: id }, signal }),
  });
}

/** The plan's texts, saved in place with undo. */
export function useSaveTexts(plan: AccountPlanOut) {
  const patch = usePatch<AccountPlanOut>({
    noun: "account_plan",
    patch: (row, { summary, strategy }) =>
      updateAccountPlan({ path: { plan_id: row.id }, body: { summary, strategy }, headers: atVersion(row) }),
  });
  return (change: Partial<Pick<AccountPlanOut, "summary" | "strategy">>) => patch.mutate({ record: plan, change });
}

/** After a part changed: the plan is read again, with its grants; other plans of the team share those. */
export function usePlanChanged() {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: ["account_plan"] });
}

/** Resources by id: the name in the reader's language, and the unit. */
export function useResources(): ReadonlyMap<string, ResourceOut & { name: string }> {
  const { data } = useQuery({
    queryKey: ["resource", "all"],
    queryFn: ({ signal }) => readAll((query) => listResources({ query, signal })),
    staleTime: 5 * 60_000,
  });
  return new Map(data?.map((one) => [one.id, { ...one, name: getLocale() === "zh" ? one.name_zh : one.name_en }]));
}
