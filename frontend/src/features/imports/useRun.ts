import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import type { ImportRunOut } from "@/api/generated";
import { calls, runKey, type Service } from "./calls";

const ASK_AGAIN_MS = 700;

export const isWorking = (run: ImportRunOut | undefined) => run?.state === "checking" || run?.state === "running";

/** One file on its way in; asked for again while it is being worked on, wherever that was begun. */
export function useRun(service: Service, id: string) {
  const client = useQueryClient();
  const record = useQuery({
    queryKey: runKey(service, id),
    queryFn: ({ signal }) => calls[service].get({ path: { run_id: id }, signal }),
    refetchInterval: ({ state }) => (isWorking(state.data) ? ASK_AGAIN_MS : false),
  });
  const working = isWorking(record.data);
  const worked = useRef(false);
  useEffect(() => {
    if (worked.current && !working) {
      void client.invalidateQueries({ queryKey: ["import", "list"] });
      // records of any kind may have come in
      void client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== "import" });
    }
    worked.current = working;
  }, [working, client]);
  return record;
}
