import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { previewSelection } from "@/api/generated";
import { useDebounced } from "@/hooks/useDebounced";
import type { Draft, SelectionOut } from "./model";

/** A slider is asked about once it rests; what came before stays on screen until the answer is there. */
export const rest = 250;

export const same = (a: Draft, b: Draft) => JSON.stringify(plain(a)) === JSON.stringify(plain(b));

/** A factor of 1 and no factor are the same; the order of locked ones means nothing. */
const plain = ({ objective, limit_scale, rules }: Draft) => ({
  objective,
  scale: Object.entries(limit_scale)
    .filter(([, factor]) => factor !== 1)
    .sort(),
  rules: { ...rules, locked_in: [...rules.locked_in].sort(), locked_out: [...rules.locked_out].sort() },
});

/** The choice these rules would lead to, without storing it. */
export function usePreview(
  selection: Pick<SelectionOut, "id" | "cycle_id" | "corrects">,
  draft: Draft,
  wanted: boolean,
) {
  const asked = useMemo(() => (wanted ? draft : null), [wanted, draft]);
  const rested = useDebounced(asked, rest);
  const query = useQuery({
    queryKey: ["preview", selection.id, rested && plain(rested)],
    queryFn: ({ signal }) =>
      previewSelection({ body: { cycle_id: selection.cycle_id, corrects: selection.corrects, ...rested }, signal }),
    enabled: wanted && rested !== null,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    retry: false,
  });
  return {
    /** The last answer, also while the next is awaited. */
    preview: wanted ? query.data : undefined,
    isRunning: wanted && (query.isFetching || rested !== asked),
    error: wanted ? query.error : null,
  };
}
