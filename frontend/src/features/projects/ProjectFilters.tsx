import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Search } from "lucide-react";
import { lazy, Suspense, useEffect, useState } from "react";
import { getCustomer } from "@/api/generated";
import { Button } from "@/components/Button";
import { Combobox } from "@/components/Combobox";
import { Input } from "@/components/Input";
import { Select } from "@/components/Select";
import { useDebounced } from "@/hooks/useDebounced";
import { m } from "@/paraglide/messages";
import { findCustomers } from "@/parts/finders";
import { type Stage, stages, stageWord } from "./model";
import { projectsRoute } from "./routes";

const OwnFilter = lazy(() => import("@/parts/custom/OwnFilter").then((module) => ({ default: module.OwnFilter })));

/** All filters live in the address. */
export function ProjectFilters() {
  const search = projectsRoute.useSearch();
  const navigate = useNavigate({ from: projectsRoute.fullPath });
  const change = (next: Partial<typeof search>) =>
    void navigate({ search: (old) => ({ ...old, ...next }), replace: true });
  const filtered = search.q || search.customer || search.who || search.stage || search.due || search.filter;
  return (
    <div className="flex flex-wrap items-center gap-2">
      <NameSearch value={search.q ?? ""} onChange={(q) => change({ q: q || undefined })} />
      <CustomerFilter value={search.customer} onChange={(customer) => change({ customer })} />
      <Select
        aria-label={m.projects_filter_who()}
        className="max-w-32"
        value={search.who ?? ""}
        placeholder={m.projects_filter_all()}
        options={[
          { value: "led", label: m.projects_filter_led() },
          { value: "mine", label: m.projects_filter_mine() },
        ]}
        onChange={({ target }) => change({ who: target.value === "" ? undefined : (target.value as "mine" | "led") })}
      />
      {search.view === "table" && (
        <Select
          aria-label={m.projects_filter_stage()}
          className="max-w-32"
          value={search.stage ?? ""}
          placeholder={m.projects_filter_stage_all()}
          options={stages.map((value) => ({ value, label: stageWord[value]() }))}
          onChange={({ target }) => change({ stage: target.value === "" ? undefined : (target.value as Stage) })}
        />
      )}
      <Button
        aria-pressed={search.due === "over"}
        className="aria-pressed:border-leaf aria-pressed:bg-leaf-soft aria-pressed:text-leaf-ink"
        onClick={() => change({ due: search.due ? undefined : "over" })}
      >
        {m.projects_filter_due_over()}
      </Button>
      <Suspense>
        <OwnFilter entity="project" value={search.filter} onChange={(filter) => change({ filter })} />
      </Suspense>
      {filtered && (
        <Button
          look="quiet"
          onClick={() =>
            change({
              q: undefined,
              customer: undefined,
              who: undefined,
              stage: undefined,
              due: undefined,
              filter: undefined,
            })
          }
        >
          {m.projects_filter_reset()}
        </Button>
      )}
    </div>
  );
}

function NameSearch({ value, onChange }: { value: string; onChange: (q: string) => void }) {
  const [text, setText] = useState(value);
  const rested = useDebounced(text, 200);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was typed goes into the address, once
  useEffect(() => {
    if (rested.trim() !== value) onChange(rested.trim());
  }, [rested]);
  // cleared from outside
  useEffect(() => {
    if (value === "") setText("");
  }, [value]);
  return (
    <span className="w-full sm:w-56">
      <Input
        type="search"
        aria-label={m.projects_search()}
        placeholder={m.projects_search()}
        icon={<Search />}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
    </span>
  );
}

function CustomerFilter({ value, onChange }: { value?: string; onChange: (id: string | undefined) => void }) {
  const named = useQuery({
    queryKey: ["customer", "record", value],
    queryFn: ({ signal }) => getCustomer({ path: { customer_id: value ?? "" }, signal }),
    enabled: value !== undefined,
  });
  return (
    <span className="w-32 grow sm:w-44 sm:grow-0">
      <Combobox
        aria-label={m.projects_filter_customer()}
        placeholder={m.projects_filter_customer_all()}
        clearable
        value={value ? { value, label: named.data?.name ?? "…" } : null}
        source={findCustomers}
        onChange={(choice) => onChange(choice?.value)}
      />
    </span>
  );
}
