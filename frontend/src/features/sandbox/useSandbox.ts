import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { atVersion } from "@/api/client";
import { getSandbox, updateOpportunity } from "@/api/generated";
import { asProblem } from "@/api/problem";
import { toast } from "@/components/Toast";
import { m } from "@/paraglide/messages";
import { type Horizon, horizonWord, type SandboxOpportunity, type SandboxOut } from "./model";
import { sandboxRoute } from "./routes";
import { useWithin } from "./useWithin";

const key = ["opportunity", "sandbox"];

/** The board of the scope in the address; the last one stays on screen while another is read. */
export function useSandbox() {
  const { scope = "company", id } = sandboxRoute.useSearch();
  const { cycle, state, isPending } = useWithin();
  return useQuery({
    queryKey: [...key, { scope, id, cycle, state }],
    queryFn: ({ signal }) => getSandbox({ query: { scope, id, cycle_id: cycle, state }, signal }),
    placeholderData: keepPreviousData,
    enabled: !isPending && (scope === "company" || id !== undefined),
  });
}

/** What moving needs to know: a row of the board or the record itself. */
type Movable = Pick<SandboxOpportunity, "id" | "title" | "horizon" | "horizon_given" | "version">;
type Move = { row: Movable; horizon: Horizon | null; isUndo?: boolean };

/** Moves to another horizon at once, takes it back when the server refuses, and offers undo. */
export function useMove() {
  const client = useQueryClient();
  const change = (id: string, with_: Partial<SandboxOpportunity>) =>
    client.setQueriesData<SandboxOut>({ queryKey: key }, (data) =>
      data
        ? { ...data, opportunities: data.opportunities.map((row) => (row.id === id ? { ...row, ...with_ } : row)) }
        : data,
    );
  const mutation = useMutation({
    mutationFn: ({ row, horizon }: Move) =>
      updateOpportunity({ path: { opportunity_id: row.id }, body: { horizon }, headers: atVersion(row) }),
    onMutate: async ({ row, horizon }) => {
      await client.cancelQueries({ queryKey: key });
      if (horizon) change(row.id, { horizon, horizon_given: horizon });
    },
    onError: (error, { row }) => {
      change(row.id, { horizon: row.horizon, horizon_given: row.horizon_given, version: row.version });
      const problem = asProblem(error);
      const reload = () => void client.invalidateQueries({ queryKey: ["opportunity"] });
      toast.problem(problem, problem.status === 412 ? { label: m.common_reload(), run: reload } : undefined);
    },
    onSuccess: (saved, { row, isUndo }) => {
      const now = { horizon: saved.horizon, horizon_given: saved.horizon_given, version: saved.version };
      change(row.id, now);
      client.setQueryData(["opportunity", "record", row.id], saved);
      if (isUndo) return;
      const place = saved.horizon ? horizonWord[saved.horizon]() : m.sandbox_horizon_none();
      const run = () => mutation.mutate({ row: { ...row, ...now }, horizon: row.horizon_given, isUndo: true });
      toast.done(m.common_moved_to({ name: row.title, place }), { label: m.common_undo(), run });
    },
  });
  return mutation.mutate;
}
