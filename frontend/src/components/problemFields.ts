import { asProblem, ProblemError } from "@/api/problem";

/** "/addresses/0/city" → "addresses.0.city", the way forms name their fields. A leading "/body" is the server's own. */
export const fieldOf = (pointer: string) =>
  pointer
    .replace(/^#?\/(body\/)?/, "")
    .split("/")
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"))
    .join(".");

/** Parts a refusal into faults of fields the form has, and what is left to be said above the form. */
export function faultsOf(
  error: unknown,
  known: readonly string[],
): { fields: [string, string][]; rest: ProblemError | null } {
  const problem = asProblem(error);
  const faults = problem.errors ?? [];
  const placed = faults.filter((fault) => known.includes(fieldOf(fault.pointer).split(".")[0] ?? ""));
  const left = faults.filter((fault) => !placed.includes(fault));
  return {
    fields: placed.map((fault) => [fieldOf(fault.pointer), fault.detail]),
    rest: placed.length > 0 && left.length === 0 ? null : new ProblemError({ ...problem, errors: left }),
  };
}
