import { useQueryClient } from "@tanstack/react-query";
import { atVersion } from "@/api/client";
import { type ActivityOut, updateActivity } from "@/api/generated";
import { usePatch } from "@/hooks/usePatch";

/** After an act, whatever shows activities, gates or support is read again. */
export function useActivitiesChanged() {
  const client = useQueryClient();
  return () =>
    Promise.all(
      ["activity", "my_week", "gate", "power_map"].map((noun) => client.invalidateQueries({ queryKey: [noun] })),
    );
}

/** Rescheduling and other small edits: at once on screen, with undo. */
export function useActivityPatch() {
  const client = useQueryClient();
  return usePatch<ActivityOut>({
    noun: "activity",
    patch: async (row, body) => {
      const saved = await updateActivity({ path: { activity_id: row.id }, body, headers: atVersion(row) });
      void client.invalidateQueries({ queryKey: ["my_week"] });
      return saved;
    },
  });
}
