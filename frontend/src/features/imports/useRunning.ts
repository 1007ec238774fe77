import { useIsMutating, useMutation, useQueryClient } from "@tanstack/react-query";
import type { ImportRunOut } from "@/api/generated";
import { calls, runKey, type Service } from "./calls";

/**
 * A dry run, or the run itself. The answer goes into the cache whether or not this page is still open, and `isRunning`
 * is true on a page that was left meanwhile and opened again.
 */
export function useRunning(service: Service, id: string, what: "check" | "run") {
  const client = useQueryClient();
  const key = ["import", id, what];
  const mutation = useMutation({
    mutationKey: key,
    mutationFn: async (prepare: (() => Promise<unknown>) | undefined): Promise<ImportRunOut> => {
      await prepare?.();
      const run = await calls[service][what]({ path: { run_id: id } });
      client.setQueryData(runKey(service, id), run);
      void client.invalidateQueries({ queryKey: ["import", "list"] });
      // records of any kind may have come in
      if (what === "run") void client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== "import" });
      return run;
    },
  });
  return { ...mutation, isRunning: useIsMutating({ mutationKey: key }) > 0 };
}
