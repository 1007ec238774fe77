import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { getCustomer } from "@/api/generated";
import { Combobox } from "@/components/Combobox";
import { Select } from "@/components/Select";
import { m } from "@/paraglide/messages";
import { useCycles } from "@/parts/cycles";
import { findCustomers } from "@/parts/finders";
import { type State, states, stateWord } from "./model";
import { plansRoute } from "./routes";

/** The name of the customer in the address. */
export function useCustomerChoice(id: string | undefined) {
  const { data } = useQuery({
    queryKey: ["customer", "record", id],
    queryFn: ({ signal }) => getCustomer({ path: { customer_id: id ?? "" }, signal }),
    enabled: id !== undefined,
  });
  return id ? { value: id, label: data?.name ?? "…" } : null;
}

export function PlanFilters() {
  const search = plansRoute.useSearch();
  const navigate = useNavigate({ from: plansRoute.fullPath });
  const change = (next: Partial<typeof search>) =>
    void navigate({ search: (old) => ({ ...old, ...next }), replace: true });
  const chosen = useCustomerChoice(search.customer);
  return (
    <div className="flex flex-wrap items-center gap-2">
      <span className="w-full sm:w-56">
        <Combobox
          aria-label={m.plans_customer()}
          placeholder={m.plans_customer_all()}
          clearable
          value={chosen}
          source={findCustomers}
          onChange={(one) => change({ customer: one?.value })}
        />
      </span>
      <Select
        aria-label={m.plans_cycle()}
        className="max-w-44"
        value={search.cycle ?? ""}
        placeholder={m.plans_cycle_all()}
        options={(useCycles().data ?? []).map((one) => ({ value: one.id, label: one.name }))}
        onChange={({ target }) => change({ cycle: target.value || undefined })}
      />
      <Select
        aria-label={m.plans_state()}
        className="max-w-36"
        value={search.state ?? ""}
        placeholder={m.plans_state_all()}
        options={states.map((value) => ({ value, label: stateWord[value]() }))}
        onChange={({ target }) => change({ state: target.value === "" ? undefined : (target.value as State) })}
      />
    </div>
  );
}
