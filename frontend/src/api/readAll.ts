import type { Page } from "./client";

/** All rows of a list that is known to be short (resources, product lines), window by window of 200. */
export async function readAll<Row>(
  fetch: (window: { limit: number; cursor?: string }) => Promise<Page<Row>>,
): Promise<Row[]> {
  const rows: Row[] = [];
  let cursor: string | undefined;
  do {
    const page: Page<Row> = await fetch({ limit: 200, cursor });
    rows.push(...page.items);
    cursor = page.next ?? undefined;
  } while (cursor);
  return rows;
}
