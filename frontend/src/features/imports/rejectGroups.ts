import type { Reject } from "@/api/generated";

/** The same fault of the same words, and the rows it was found in. */
export type RejectGroup = Reject & { rows: number[] };

export function grouped(rejects: readonly Reject[]): RejectGroup[] {
  const groups = new Map<string, RejectGroup>();
  for (const reject of rejects) {
    const key = JSON.stringify([reject.field, reject.code, reject.value]);
    const group = groups.get(key);
    if (group) group.rows.push(reject.row);
    else groups.set(key, { ...reject, rows: [reject.row] });
  }
  return [...groups.values()];
}
