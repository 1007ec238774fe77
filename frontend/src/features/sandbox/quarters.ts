/** Quarters as the API names them: their first day. */

const pad = (month: number) => String(month).padStart(2, "0");

export const quarterOf = (day: string) => {
  const [year, month] = day.split("-").map(Number) as [number, number];
  return `${year}-${pad(Math.floor((month - 1) / 3) * 3 + 1)}-01`;
};

export function nextQuarter(quarter: string): string {
  const [year, month] = quarter.split("-").map(Number) as [number, number];
  return month === 10 ? `${year + 1}-01-01` : `${year}-${pad(month + 3)}-01`;
}

/** All quarters that touch the days from `first` to `last`; at most 24. */
export function quartersBetween(first: string, last: string): string[] {
  const found = [quarterOf(first)];
  for (let next = nextQuarter(quarterOf(first)); next <= last && found.length < 24; next = nextQuarter(next))
    found.push(next);
  return found;
}
