const scales: Record<string, number> = { k: 1e3, m: 1e6, 千: 1e3, 万: 1e4, 萬: 1e4, 亿: 1e8, 億: 1e8 };

/** @returns the number, null for an empty text, undefined for a text that is none (or has too many decimals) */
export function parseNumber(text: string, locale: string, decimals = 2): number | null | undefined {
  const parts = new Intl.NumberFormat(locale).formatToParts(12345.6);
  const group = parts.find((part) => part.type === "group")?.value ?? ",";
  const point = parts.find((part) => part.type === "decimal")?.value ?? ".";
  let plain = text.normalize("NFKC").trim().toLowerCase().replace(/\s/g, "").split(group).join("").replace(point, ".");
  if (plain === "") return null;
  const scale = scales[plain.at(-1) ?? ""];
  if (scale) plain = plain.slice(0, -1);
  if (!/^[-+]?(\d+(\.\d*)?|\.\d+)$/.test(plain)) return undefined;
  const read = Number((Number(plain) * (scale ?? 1)).toPrecision(15));
  return Number(read.toFixed(decimals)) === read ? read : undefined;
}
