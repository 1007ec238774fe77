/** Days as the API writes them ("2026-11-21"), in the reader's own zone. */

const iso = (at: Date) =>
  `${at.getFullYear()}-${String(at.getMonth() + 1).padStart(2, "0")}-${String(at.getDate()).padStart(2, "0")}`;

export const today = () => iso(new Date());

export function addDays(day: string, days: number): string {
  const at = new Date(`${day}T12:00:00`);
  at.setDate(at.getDate() + days);
  return iso(at);
}

/** The Monday of the week a day lies in. */
export function mondayOf(day: string): string {
  const weekday = (new Date(`${day}T12:00:00`).getDay() + 6) % 7;
  return addDays(day, -weekday);
}

/** Whole days since an instant. */
export const daysSince = (instant: string) => Math.max(0, Math.floor((Date.now() - Date.parse(instant)) / 86_400_000));
