import { useNavigate } from "@tanstack/react-router";
import { ListFilter } from "lucide-react";
import { Button } from "@/components/Button";
import { Combobox } from "@/components/Combobox";
import { Menu } from "@/components/Menu";
import { Select } from "@/components/Select";
import { m } from "@/paraglide/messages";
import { useCycles } from "@/parts/cycles";
import { type Scope, type State, scopes, scopeWord, states, stateWord } from "./model";
import { sandboxRoute } from "./routes";
import { useScopeChoices } from "./useScopeChoices";
import { everything, newFindings, useWithin } from "./useWithin";

/** Scope, cycle, states and the meaning of colour; all of it lives in the address. */
export function Filters() {
  const search = sandboxRoute.useSearch();
  const { scope = "company", id, state, colour = "role" } = search;
  const { within, running } = useWithin();
  const navigate = useNavigate({ from: sandboxRoute.fullPath });
  const change = (next: Partial<typeof search>) =>
    void navigate({ search: (old) => ({ ...old, ...next }), replace: true });
  const cycles = useCycles().data ?? [];
  const { source, chosen } = useScopeChoices(scope, id);
  return (
    <div
      className="flex flex-wrap items-center gap-2 max-md:-mx-4 max-md:flex-nowrap max-md:overflow-x-auto max-md:px-4 max-md:py-1 max-md:*:shrink-0"
      data-print="no"
    >
      <Select
        aria-label={m.sandbox_scope()}
        className="max-w-52"
        value={scope}
        options={scopes.map((value) => ({ value, label: scopeWord[value]() }))}
        onChange={(event) => change({ scope: event.target.value as Scope, id: undefined })}
      />
      {scope !== "company" && (
        <span className="w-52">
          <Combobox
            key={scope}
            aria-label={scopeWord[scope]()}
            placeholder={m.sandbox_scope_pick({ scope: scopeWord[scope]() })}
            value={chosen}
            source={source}
            onChange={(choice) => change({ id: choice?.value })}
          />
        </span>
      )}
      <Select
        aria-label={m.sandbox_cycle()}
        className="max-w-52"
        value={within}
        options={[
          ...cycles.map(({ id, name }) => ({
            value: id,
            label: id === running ? m.sandbox_cycle_now({ name }) : name,
          })),
          { value: newFindings, label: m.sandbox_new_findings() },
          { value: everything, label: m.sandbox_everything() },
        ]}
        onChange={({ target }) => change({ cycle: target.value === running ? undefined : target.value })}
      />
      {within !== newFindings && (
        <StateMenu
          chosen={(state ?? []) as State[]}
          onChange={(next) => change({ state: next.length ? next : undefined })}
        />
      )}
      <Select
        aria-label={m.sandbox_colour()}
        className="max-w-52"
        value={colour}
        options={[
          { value: "role", label: m.sandbox_colour_role() },
          { value: "line", label: m.sandbox_colour_line() },
        ]}
        onChange={(event) => change({ colour: event.target.value === "line" ? "line" : undefined })}
      />
    </div>
  );
}

function StateMenu({ chosen, onChange }: { chosen: State[]; onChange: (states: State[]) => void }) {
  const toggle = (one: State) =>
    onChange(chosen.includes(one) ? chosen.filter((other) => other !== one) : [...chosen, one]);
  const first = chosen[0];
  const word = chosen.length === 1 && first ? stateWord[first]() : m.sandbox_states_count({ count: chosen.length });
  return (
    <Menu
      trigger={
        <Button icon={<ListFilter aria-hidden />}>{chosen.length === 0 ? m.sandbox_states_live() : word}</Button>
      }
      groups={[
        {
          label: m.sandbox_states(),
          items: states.map((one) => ({
            label: stateWord[one](),
            checked: chosen.includes(one),
            onSelect: () => toggle(one),
          })),
        },
        { items: [{ label: m.sandbox_states_reset(), onSelect: () => onChange([]), disabled: chosen.length === 0 }] },
      ]}
    />
  );
}
