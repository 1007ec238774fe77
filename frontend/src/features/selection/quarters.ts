/** Quarters as the API names them: their first day. */

const first = (year: number, quarter: number) => `${year}-${String(quarter * 3 + 1).padStart(2, "0")}-01`;

/** All quarters that touch the days from `from` to `to`. */
export function quartersBetween(from: string, to: string): string[] {
  const found: string[] = [];
  let year = Number(from.slice(0, 4));
  let quarter = Math.floor((Number(from.slice(5, 7)) - 1) / 3);
  for (let day = first(year, quarter); day <= to; day = first(year, quarter)) {
    found.push(day);
    quarter = (quarter + 1) % 4;
    if (quarter === 0) year++;
  }
  return found;
}
