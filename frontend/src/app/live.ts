import type { Query, QueryClient } from "@tanstack/react-query";

type Change = { entity: string; entity_id: string; action: string; customer_id: string | null };

const GATHER_MS = 1500;
const HIDDEN_MS = 30_000;
const LONGEST_MS = 60_000;
const WORTH = new Set(["created", "deleted", "imported", "restored"]);
const nouns: Record<string, string> = { app_user: "user", api_client: "api-client", import_run: "import" };

/** Changes of these may have told the reader something: the badge is asked anew. */
const telling = new Set(["comment", "opportunity", "project", "activity", "risk", "gate_decision", "selection"]);

type Row = { id?: string };
type Kept = { id?: string; items?: Row[]; pages?: { items?: Row[] }[] };

const holds = (data: unknown, ids: Set<string>): boolean => {
  const kept = data as Kept | undefined;
  const rows = kept?.pages?.flatMap((page) => page.items ?? []) ?? kept?.items ?? (kept?.id ? [kept] : []);
  return rows.some((row) => row.id !== undefined && ids.has(row.id));
};

/** Whether what a query holds may be other than it was, after these changes. */
export function concerns(query: Pick<Query, "queryKey"> & { state: { data: unknown } }, changes: Change[]): boolean {
  const key = JSON.stringify(query.queryKey);
  const own = changes.filter((change) => (nouns[change.entity] ?? change.entity) === query.queryKey[0]);
  return (
    (query.queryKey[0] === "notification" && changes.some((change) => telling.has(change.entity))) ||
    changes.some(
      ({ entity_id, customer_id }) => key.includes(entity_id) || (customer_id && key.includes(customer_id)),
    ) ||
    own.some((change) => WORTH.has(change.action)) ||
    (own.length > 0 && holds(query.state.data, new Set(own.map((change) => change.entity_id))))
  );
}

/**
 * Refreshes what is on screen when somebody changes it. The connection rests while the page is hidden: a browser has
 * six for a server, and every open tab would keep one. Returns how to stop.
 */
export function listen(client: QueryClient): () => void {
  let source: EventSource | undefined;
  let changes: Change[] = [];
  let all = false;
  let failures = 0;
  let gathering: number | undefined;
  let waiting: number | undefined;
  let hiding: number | undefined;

  const refresh = () => {
    gathering = undefined;
    const [seen, everything] = [changes, all];
    [changes, all] = [[], false];
    void client.invalidateQueries({ predicate: (query) => everything || concerns(query, seen) });
  };
  const gather = () => {
    gathering ??= window.setTimeout(refresh, GATHER_MS * (1 + Math.random()));
  };
  const again = () => {
    source?.close();
    source = undefined;
    all = true; // what happens meanwhile is not heard
    const pause = Math.min(LONGEST_MS, 1000 * 2 ** failures++) * (0.5 + Math.random());
    window.clearTimeout(waiting);
    waiting = window.setTimeout(open, pause);
  };
  const open = () => {
    if (source || document.hidden) return;
    source = new EventSource("/api/v1/identity/live");
    source.addEventListener("hello", () => {
      failures = 0;
      if (all) gather();
    });
    source.addEventListener("change", (event) => {
      changes.push(JSON.parse(event.data));
      gather();
    });
    source.addEventListener("reset", () => {
      all = true;
      gather();
    });
    source.addEventListener("end", again);
    source.addEventListener("error", again);
  };
  const shown = () => {
    window.clearTimeout(hiding);
    if (!document.hidden) open();
    else
      hiding = window.setTimeout(() => {
        source?.close();
        source = undefined;
        all = true;
      }, HIDDEN_MS);
  };
  open();
  document.addEventListener("visibilitychange", shown);
  return () => {
    document.removeEventListener("visibilitychange", shown);
    for (const timer of [gathering, waiting, hiding]) window.clearTimeout(timer);
    source?.close();
  };
}
