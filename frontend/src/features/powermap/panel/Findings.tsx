import { Button } from "@/components/Button";
import { formatDate } from "@/lib/format";
import { m } from "@/paraglide/messages";
import { today } from "@/parts/days";
import { missingText, warningText } from "../findings";
import type { PowerMapOut } from "../model";
import type { PanelActs } from "./AssessmentPanel";

type MapPart = { map: PowerMapOut };

/** People as links into their form. */
function People({ map, ids, onOpen }: MapPart & { ids: readonly string[]; onOpen: (id: string) => void }) {
  const people = map.people.filter((one) => ids.includes(one.id));
  return people.map((one) => (
    <button
      key={one.id}
      type="button"
      aria-label={m.powermap_open_person({ name: one.name })}
      onClick={() => onOpen(one.id)}
      className="rounded-sm font-medium text-leaf-ink underline-offset-2 hover:underline"
    >
      {one.name}
    </button>
  ));
}

export function MissingList({ map, onOpen, onAdd, onChecked }: MapPart & PanelActs) {
  const { missing } = map.assessment;
  const asksCheck = missing.some((one) => one.mend === "record_competitors");
  return (
    <>
      {missing.length > 0 && (
        <ul className="mt-2 grid gap-1.5">
          {missing.map((one) => (
            <li
              key={one.code + one.person_ids.join() + String(one.facts.chain ?? "")}
              className="flex flex-wrap items-baseline gap-x-2 rounded-md bg-sunken px-2.5 py-1.5"
            >
              {one.person_ids.length === 1 && <People map={map} ids={one.person_ids} onOpen={onOpen} />}
              <span>{missingText(one)}</span>
              {one.mend === "add_person" && onAdd && (
                <Button size="sm" className="ml-auto" onClick={onAdd}>
                  {m.powermap_add()}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {onChecked && asksCheck && (
        <Button size="sm" className="mt-2" onClick={() => onChecked(today())}>
          {m.powermap_check_today()}
        </Button>
      )}
      {map.competitors_checked_on && (
        <p className="mt-2 flex items-center gap-2 text-ink-soft text-sm">
          {m.powermap_checked_on({ date: formatDate(map.competitors_checked_on) })}
          {onChecked && (
            <Button look="quiet" size="sm" onClick={() => onChecked(null)}>
              {m.powermap_checked_clear()}
            </Button>
          )}
        </p>
      )}
    </>
  );
}

const gapWord = { owner: m.powermap_gap_owner, contact: m.powermap_gap_contact, depth: m.powermap_gap_depth };

export function Gaps({ map, onOpen }: MapPart & Pick<PanelActs, "onOpen">) {
  const { gaps, weights } = map.assessment;
  const ids = Object.keys(gaps).sort((a, b) => (weights[b] ?? 0) - (weights[a] ?? 0));
  if (ids.length === 0) return null;
  return (
    <details className="mt-2">
      <summary className="w-fit rounded-sm text-sm hover:underline">
        {m.powermap_gaps_title()} ({ids.length})
      </summary>
      <ul className="mt-1.5 grid gap-1 text-sm">
        {ids.map((id) => (
          <li key={id} className="flex flex-wrap gap-x-2">
            <People map={map} ids={[id]} onOpen={onOpen} />
            <span className="text-ink-soft">{gaps[id]?.map((gap) => gapWord[gap]()).join(" · ")}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}

export function Warnings({ map, onOpen, onAdd, onChecked }: MapPart & PanelActs) {
  const { warnings } = map.assessment;
  return (
    <section>
      <h2 className="font-semibold">{m.powermap_warnings_title()}</h2>
      {warnings.length === 0 && <p className="mt-1 text-ink-soft text-sm">{m.powermap_warnings_none()}</p>}
      <ul className="mt-2 grid gap-2">
        {warnings.map((one) => {
          const { title, todo } = warningText(one);
          return (
            <li key={one.code + one.person_ids.join()} className="rounded-md border border-line px-2.5 py-2">
              <p className="font-medium">{title}</p>
              <p className="text-ink-soft text-sm">{todo}</p>
              <p className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
                <People map={map} ids={one.person_ids} onOpen={onOpen} />
                {one.code === "no_decider" && onAdd && (
                  <Button size="sm" onClick={onAdd}>
                    {m.powermap_add()}
                  </Button>
                )}
                {one.code === "no_opponent_checked" && onChecked && (
                  <Button size="sm" onClick={() => onChecked(today())}>
                    {m.powermap_check_today()}
                  </Button>
                )}
              </p>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
