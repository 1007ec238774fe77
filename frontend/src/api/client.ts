/** A list answer: at most `limit` rows and the cursor of the next window. `total` only when it was asked for. */
export type Page<Row> = { items: Row[]; next: string | null; total?: number | null };

/** The headers that guard a change or removal: it applies to this version of the record, or is refused with 412. */
export const atVersion = ({ version }: { version: number | string }) => ({ "if-match": `"${version}"` });
