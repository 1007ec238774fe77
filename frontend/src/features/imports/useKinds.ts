import { useQueries } from "@tanstack/react-query";
import type { KindOut } from "@/api/generated";
import { calls, type Service, services } from "./calls";

export type Kind = KindOut & { service: Service };

const order = ["customers", "contacts", "product_lines", "transactions", "opportunities", "users"];
const place = (kind: Kind) => (order.includes(kind.kind) ? order.indexOf(kind.kind) : order.length);

/** What can be imported, from all services; those this person may import are `allowed`. */
export function useKinds() {
  const queries = useQueries({
    queries: services.map((service) => ({
      queryKey: ["import-kind", service],
      queryFn: async ({ signal }: { signal: AbortSignal }): Promise<Kind[]> => {
        const { items } = await calls[service].kinds({ signal });
        return items.map((kind) => ({ ...kind, service }));
      },
      staleTime: Number.POSITIVE_INFINITY,
    })),
  });
  return {
    kinds: queries.flatMap((query) => query.data ?? []).sort((a, b) => place(a) - place(b)),
    isPending: queries.some((query) => query.isPending),
    error: queries.find((query) => query.error)?.error,
    retry: () => {
      for (const query of queries) if (query.error) void query.refetch();
    },
  };
}

export function useKind(service: Service, name: string | undefined) {
  const { kinds, ...rest } = useKinds();
  return { kind: kinds.find((kind) => kind.service === service && kind.kind === name), ...rest };
}
