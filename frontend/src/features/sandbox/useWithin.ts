import { runningCycle, useCycles } from "@/parts/cycles";
import { today } from "@/parts/days";
import type { State } from "./model";
import { sandboxRoute } from "./routes";

/** Instead of a cycle's id in the address: what was found and proposed nowhere yet, or everything. */
export const newFindings = "found";
export const everything = "all";

/** Which opportunities the board shows: those of the running cycle unless the address says otherwise. */
export function useWithin() {
  const { cycle, state } = sandboxRoute.useSearch();
  const { data: cycles, isPending } = useCycles();
  const running = cycles && runningCycle(cycles, today())?.id;
  const within = cycle ?? running ?? everything;
  const states = within === newFindings ? ["found"] : state;
  return {
    /** A cycle's id, `newFindings` or `everything`. */
    within,
    running,
    isPending: cycle === undefined && isPending,
    cycle: within === newFindings || within === everything ? undefined : within,
    state: states as State[] | undefined,
  };
}
