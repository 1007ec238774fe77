import { loamFetch } from "./fetch";

type Value = string | number | boolean | null | undefined;
export type Query = Record<string, Value | Value[]>;
type Options = { query?: Query; body?: unknown; version?: number | string; signal?: AbortSignal };

/** A list answer: at most `limit` rows and the cursor of the next window. `total` only when it was asked for. */
export type Page<Row> = { items: Row[]; next: string | null; total?: number | null };

/** The headers that guard a change or removal: it applies to this version of the record, or is refused with 412. */
export const atVersion = ({ version }: { version: number | string }) => ({ "if-match": `"${version}"` });

/** Path and query as one address; empty values are left out, arrays repeat. */
export function address(path: string, query: Query = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && one !== null && one !== "") search.append(name, String(one));
    }
  }
  const text = search.toString();
  return text ? `${path}?${text}` : path;
}

async function call<Answer>(method: string, path: string, options: Options = {}): Promise<Answer> {
  const headers: Record<string, string> = { Accept: "application/json" };
  if (options.body !== undefined) headers["Content-Type"] = "application/json";
  if (options.version !== undefined) Object.assign(headers, atVersion({ version: options.version }));
  const response = await loamFetch(new URL(address(path, options.query), location.origin), {
    method,
    headers,
    body: options.body === undefined ? undefined : JSON.stringify(options.body),
    signal: options.signal,
  });
  if (response.status === 204) return undefined as Answer;
  return (await response.json()) as Answer;
}

/** Calls by path, for what has no generated function (a path computed at run time). Throws ProblemError; `version` becomes If-Match. */
export const api = {
  get: <Answer>(path: string, options?: Omit<Options, "body">) => call<Answer>("GET", path, options),
  post: <Answer>(path: string, body?: unknown, options?: Options) => call<Answer>("POST", path, { ...options, body }),
  put: <Answer>(path: string, body: unknown, options?: Options) => call<Answer>("PUT", path, { ...options, body }),
  patch: <Answer>(path: string, body: unknown, options: Options & { version: number | string }) =>
    call<Answer>("PATCH", path, { ...options, body }),
  delete: <Answer = void>(path: string, options?: Options) => call<Answer>("DELETE", path, options),
};
