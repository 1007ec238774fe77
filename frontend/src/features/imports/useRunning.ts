import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { ImportRunOut } from "@/api/generated";
import { calls, runKey, type Service } from "./calls";

/** Begins a dry run or the run itself, or ends it. How it goes on is told by the run, which `useRun` asks for. */
export function useRunning(service: Service, id: string, what: "check" | "run" | "cancel") {
  const client = useQueryClient();
  const mutation = useMutation({
    mutationFn: async (prepare: (() => Promise<unknown>) | undefined): Promise<ImportRunOut> => {
      await prepare?.();
      await client.cancelQueries({ queryKey: runKey(service, id) });
      const run = await calls[service][what]({ path: { run_id: id } });
      client.setQueryData(runKey(service, id), run);
      void client.invalidateQueries({ queryKey: ["import", "list"] });
      return run;
    },
  });
  return { ...mutation, isRunning: mutation.isPending };
}
