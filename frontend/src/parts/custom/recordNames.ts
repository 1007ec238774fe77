import { useQuery } from "@tanstack/react-query";
import { nameRecords, type SearchHit } from "@/api/generated";

type Waiting = { id: string; resolve: (hit: SearchHit | null) => void; reject: (error: unknown) => void };
let waiting: Waiting[] = [];
const most = 100;

async function ask(some: Waiting[]) {
  try {
    const { items } = await nameRecords({ query: { id: [...new Set(some.map((one) => one.id))] } });
    const named = new Map(items.map((hit) => [hit.id, hit]));
    for (const one of some) one.resolve(named.get(one.id) ?? null);
  } catch (error) {
    for (const one of some) one.reject(error);
  }
}

/** All names that a screen asks for at once come with one call. */
function nameOf(id: string): Promise<SearchHit | null> {
  return new Promise((resolve, reject) => {
    if (waiting.length === 0)
      setTimeout(() => {
        const all = waiting;
        waiting = [];
        for (let at = 0; at < all.length; at += most) void ask(all.slice(at, at + most));
      });
    waiting.push({ id, resolve, reject });
  });
}

/** What a linked record is called; null when it is there no more. */
export function useRecordName(id: string | null) {
  return useQuery({
    queryKey: ["record_name", id],
    queryFn: () => (id ? nameOf(id) : null),
    enabled: id !== null,
    staleTime: 60_000,
  });
}

const places: Record<string, (hit: SearchHit) => string> = {
  customer: (hit) => `/customers/${hit.id}`,
  contact: (hit) => `/customers/${hit.customer_id}?tab=people&open=${hit.id}`,
  opportunity: (hit) => `/sandbox?opportunity=${hit.id}`,
  project: (hit) => `/projects/${hit.id}`,
};

/** Where the record is shown, for those kinds that have a page. */
export const placeOf = (hit: SearchHit) => places[hit.kind]?.(hit);
