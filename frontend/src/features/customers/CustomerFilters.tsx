import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Search } from "lucide-react";
import { lazy, Suspense, useEffect, useState } from "react";
import { listDepartments, listIndustries } from "@/api/generated";
import { readAll } from "@/api/readAll";
import { Button } from "@/components/Button";
import { Input } from "@/components/Input";
import { Select } from "@/components/Select";
import { useDebounced } from "@/hooks/useDebounced";
import { formatNumber } from "@/lib/format";
import { m } from "@/paraglide/messages";
import { getLocale } from "@/paraglide/runtime";
import { customersRoute } from "./routes";
import { classWords, customerClasses, lifecycles, lifecycleWords, optionsOf } from "./words";

const OwnFilter = lazy(() => import("@/parts/custom/OwnFilter").then((module) => ({ default: module.OwnFilter })));

/** Search and filters; everything lands in the address, so that a list can be shared and come back to. */
export function CustomerFilters({ total }: { total: number | undefined }) {
  const search = customersRoute.useSearch();
  const navigate = useNavigate({ from: "/customers" });
  const [text, setText] = useState(search.q ?? "");
  const q = useDebounced(text.trim(), 200);
  const current = search.q ?? "";
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a rested text changes the address
  useEffect(() => {
    if (q !== current) void navigate({ search: (old) => ({ ...old, q: q || undefined }), replace: true });
  }, [q]);
  // The choices come when one reaches for the filters: the list itself opens with fewer calls.
  const [near, setNear] = useState(false);
  const reach = () => setNear(true);
  const sections = useQuery({
    enabled: near || search.industry !== undefined,
    queryKey: ["industry", "sections"],
    queryFn: ({ signal }) => listIndustries({ query: { level: 1, limit: 200 }, signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const teams = useQuery({
    enabled: near || search.team !== undefined,
    queryKey: ["department", "all"],
    queryFn: ({ signal }) => readAll((query) => listDepartments({ query, signal })),
    staleTime: 300_000,
  });
  const set = (name: "class" | "lifecycle" | "industry" | "team", value: string) =>
    navigate({ search: (old) => ({ ...old, [name]: value || undefined }), replace: true });
  const filtered = !!(
    search.q ||
    search.class ||
    search.lifecycle ||
    search.industry ||
    search.region ||
    search.team ||
    search.filter
  );
  return (
    <search className="flex flex-wrap items-center gap-2" onPointerEnter={reach} onFocus={reach}>
      <div className="w-full sm:w-64">
        <Input
          type="search"
          icon={<Search />}
          value={text}
          aria-label={m.customers_search()}
          placeholder={m.customers_search_hint()}
          onChange={(event) => setText(event.target.value)}
        />
      </div>
      <Select
        className="w-36"
        aria-label={m.customers_class()}
        placeholder={m.customers_any_class()}
        value={search.class ?? ""}
        options={optionsOf(customerClasses, classWords)}
        onChange={(event) => set("class", event.target.value)}
      />
      <Select
        className="w-36"
        aria-label={m.customers_lifecycle()}
        placeholder={m.customers_any_lifecycle()}
        value={search.lifecycle ?? ""}
        options={optionsOf(lifecycles, lifecycleWords)}
        onChange={(event) => set("lifecycle", event.target.value)}
      />
      <Select
        className="hidden w-44 sm:block"
        aria-label={m.customers_industry()}
        placeholder={m.customers_any_industry()}
        value={search.industry ?? ""}
        options={(sections.data?.items ?? []).map((row) => ({
          value: row.code,
          label: (getLocale() === "en" && row.name_en) || row.name,
        }))}
        onChange={(event) => set("industry", event.target.value)}
      />
      <Select
        className="hidden w-44 sm:block"
        aria-label={m.customers_team()}
        placeholder={m.customers_any_team()}
        value={search.team ?? ""}
        options={(teams.data ?? []).map((row) => ({ value: row.id, label: row.name }))}
        onChange={(event) => set("team", event.target.value)}
      />
      {(near || search.filter) && (
        <Suspense>
          <OwnFilter
            entity="customer"
            value={search.filter}
            onChange={(filter) => void navigate({ search: (old) => ({ ...old, filter }), replace: true })}
          />
        </Suspense>
      )}
      {filtered && (
        <Button
          look="quiet"
          onClick={() => {
            setText("");
            void navigate({ search: (old) => ({ sort: old.sort }), replace: true });
          }}
        >
          {m.customers_clear_filters()}
        </Button>
      )}
      {total !== undefined && (
        <span aria-live="polite" className="text-ink-soft text-sm">
          {m.customers_total({ count: formatNumber(total) })}
        </span>
      )}
    </search>
  );
}
