import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useRef, useState } from "react";
import type { ImportRunOut } from "@/api/generated";
import { upload } from "@/api/upload";
import { runKey } from "./calls";
import type { Kind } from "./useKinds";

/** Sends a file to the service that imports its kind, and opens the run it becomes. */
export function useSending() {
  const client = useQueryClient();
  const navigate = useNavigate();
  const [progress, setProgress] = useState<number | null>(null);
  const [error, setError] = useState<unknown>(null);
  const stop = useRef<AbortController>(undefined);

  const send = async (file: File, { service, kind }: Kind, sheet?: string) => {
    stop.current = new AbortController();
    setError(null);
    setProgress(0);
    try {
      const run = await upload<ImportRunOut>(`/api/v1/${service}/imports`, file, {
        fields: { kind, ...(sheet ? { sheet } : {}) },
        onProgress: setProgress,
        signal: stop.current.signal,
      });
      client.setQueryData(runKey(service, run.id), run);
      void client.invalidateQueries({ queryKey: ["import", "list"] });
      await navigate({ to: "/imports/$service/$runId", params: { service, runId: run.id } });
    } catch (refused) {
      if ((refused as Error).name !== "AbortError") setError(refused);
    } finally {
      setProgress(null);
    }
  };
  return { progress, error, send, cancel: () => stop.current?.abort(), reset: () => setError(null) };
}
