import { useState } from "react";

/**
 * Rows one edits in a table: complete ones are saved as soon as a cell is left, the unfinished one waits here.
 * @param complete whether a row may be saved
 */
export function useRows<Row extends object, Draft extends { [Name in keyof Row]: Row[Name] | null }>(
  rows: readonly Row[],
  onSave: (rows: Row[]) => void,
  complete: (row: Draft) => Row | null,
) {
  const [draft, setDraft] = useState<Draft | null>(null);
  const change = (index: number, part: Partial<Draft>) => {
    const asked = { ...(rows[index] as unknown as Draft), ...part };
    const whole = complete(asked);
    if (whole) onSave(rows.map((row, at) => (at === index ? whole : row)));
  };
  const remove = (index: number) => onSave(rows.filter((_, at) => at !== index));
  const changeDraft = (part: Partial<Draft>) => {
    if (!draft) return;
    const next = { ...draft, ...part };
    const whole = complete(next);
    if (whole) {
      setDraft(null);
      onSave([...rows, whole]);
    } else setDraft(next);
  };
  return { draft, begin: setDraft, drop: () => setDraft(null), change, remove, changeDraft };
}
