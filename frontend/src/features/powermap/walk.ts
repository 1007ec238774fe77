import type { Point } from "./layout";
import type { PersonOut } from "./model";

type Linked = Pick<PersonOut, "id" | "reports_to_id" | "dotted_to_id">;
export type Step = "ArrowUp" | "ArrowDown" | "ArrowLeft" | "ArrowRight";

export const superiorOf = (person: Linked, ids: ReadonlySet<string>): string | null =>
  [person.reports_to_id, person.dotted_to_id].find((id) => id && ids.has(id)) ?? null;

/** The next person along the reporting line: up to the superior, down to the first report, sideways among equals. */
export function walk(
  people: readonly Linked[],
  places: ReadonlyMap<string, Point>,
  from: string,
  step: Step,
): string | null {
  const ids = new Set(people.map((one) => one.id));
  const here = people.find((one) => one.id === from);
  if (!here) return people[0]?.id ?? null;
  const byPlace = (a: Linked, b: Linked) => (places.get(a.id)?.x ?? 0) - (places.get(b.id)?.x ?? 0);
  const superior = superiorOf(here, ids);
  if (step === "ArrowUp") return superior;
  if (step === "ArrowDown") return people.filter((one) => superiorOf(one, ids) === from).sort(byPlace)[0]?.id ?? null;
  const equals = people.filter((one) => superiorOf(one, ids) === superior).sort(byPlace);
  const at = equals.findIndex((one) => one.id === from);
  return equals[at + (step === "ArrowRight" ? 1 : -1)]?.id ?? null;
}
