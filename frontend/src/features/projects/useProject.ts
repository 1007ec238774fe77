import { useQueryClient } from "@tanstack/react-query";
import { atVersion } from "@/api/client";
import { getProject, type ProjectUpdate, updateProject } from "@/api/generated";
import { usePatch } from "@/hooks/usePatch";
import { useRecord } from "@/hooks/useRecord";
import type { ProjectOut } from "./model";

export function useProject(id: string) {
  return useRecord<ProjectOut>({
    noun: "project",
    id,
    fetch: (signal) => getProject({ path: { project_id: id }, signal }),
  });
}

export type SaveFacts = (change: Partial<ProjectOut>) => void;

/** Saves facts of the project in place, with undo; the gate is read again, since it looks at them. */
export function useSaveFacts(project: ProjectOut): SaveFacts {
  const client = useQueryClient();
  const patch = usePatch<ProjectOut>({
    noun: "project",
    patch: async (row, change) => {
      const body = change as ProjectUpdate; // payments are changed only by those who see their amounts
      const saved = await updateProject({ path: { project_id: row.id }, body, headers: atVersion(row) });
      void client.invalidateQueries({ queryKey: ["gate", row.id] });
      return saved;
    },
  });
  return (change) => patch.mutate({ record: project, change });
}
