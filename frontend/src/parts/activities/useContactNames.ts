import { useQueries } from "@tanstack/react-query";
import { getContact } from "@/api/generated";

/** Names of a few contacts, each asked for once. */
export function useContactNames(customerId: string | undefined, ids: readonly string[]): ReadonlyMap<string, string> {
  const found = useQueries({
    queries: ids.map((id) => ({
      queryKey: ["contact", "record", id],
      queryFn: ({ signal }: { signal: AbortSignal }) => getContact({ path: { contact_id: id }, signal }),
      enabled: customerId !== undefined,
      staleTime: 5 * 60_000,
    })),
  });
  return new Map(found.flatMap(({ data }) => (data ? [[data.id, data.name]] : [])));
}
