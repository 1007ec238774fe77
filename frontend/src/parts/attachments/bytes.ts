import { formatNumber } from "@/lib/format";

const MB = 1024 * 1024;

/** "25 MB", for a limit. */
export const megabytes = (bytes: number) => `${formatNumber(bytes / MB, { maximumFractionDigits: 1 })} MB`;

/** "312 KB", "4.2 MB": short enough for a list, and never "0 KB". */
export function size(bytes: number): string {
  const kb = Math.max(1, Math.round(bytes / 1024));
  if (kb < 1000) return `${formatNumber(kb)} KB`;
  return megabytes(bytes);
}
