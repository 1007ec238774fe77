import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { getCustomer, listCustomers, listDepartments, listIndustries, listRegions } from "@/api/generated";
import { readAll } from "@/api/readAll";
import type { Choice, ChoiceSource } from "@/components/useChoices";
import { getLocale } from "@/paraglide/runtime";
import type { Scope } from "./model";
import { useLineNames } from "./useNames";

type Search = (text: string, signal: AbortSignal) => Promise<Choice[]>;

export const findCustomers: Search = async (q, signal) => {
  const found = await listCustomers({ query: { q: q || undefined, limit: 20 }, signal });
  return found.items.map((one) => ({ value: one.id, label: one.name, hint: one.region_name ?? undefined }));
};
const findIndustries: Search = async (q, signal) => {
  const found = await listIndustries({ query: { q: q || undefined, limit: 30 }, signal });
  return found.items.map((one) => ({
    value: one.code,
    label: (getLocale() === "en" && one.name_en) || one.name,
    hint: one.code,
  }));
};
const findRegions: Search = async (q, signal) => {
  const found = await listRegions({ query: { q: q || undefined, limit: 30 }, signal });
  return found.items.map((one) => ({ value: one.code, label: one.full_name, hint: one.code }));
};

export function useTeams(): readonly Choice[] {
  const { data } = useQuery({
    queryKey: ["department", "all"],
    queryFn: ({ signal }) => readAll((query) => listDepartments({ query, signal })),
    staleTime: 15 * 60_000,
  });
  return useMemo(() => data?.map((one) => ({ value: one.id, label: one.name })) ?? [], [data]);
}

/** What a scope can be narrowed to, and the name of what the address holds. */
export function useScopeChoices(scope: Scope, id: string | undefined): { source: ChoiceSource; chosen: Choice | null } {
  const lines = useLineNames();
  const teams = useTeams();
  const remote = id !== undefined && (scope === "customer" || scope === "industry" || scope === "region");
  const named = useQuery({
    queryKey: ["scope", scope, id],
    enabled: remote,
    staleTime: 15 * 60_000,
    queryFn: async ({ signal }) => {
      if (scope === "customer") return (await getCustomer({ path: { customer_id: id ?? "" }, signal })).name;
      const found = await (scope === "industry" ? findIndustries : findRegions)(id ?? "", signal);
      return found.find((one) => one.value === id)?.label ?? id ?? "";
    },
  });
  const lineChoices = useMemo(() => [...lines].map(([value, label]) => ({ value, label })), [lines]);
  const sources: Record<Scope, ChoiceSource> = {
    company: [],
    customer: findCustomers,
    industry: findIndustries,
    region: findRegions,
    product_line: lineChoices,
    team: teams,
  };
  const own = [...(scope === "team" ? teams : scope === "product_line" ? lineChoices : [])];
  const label = remote ? (named.data ?? "…") : own.find((one) => one.value === id)?.label;
  return { source: sources[scope], chosen: id && label ? { value: id, label } : null };
}
