import { formatNumber } from "@/lib/format";

/** A number in the reader's locale; a dash where there is none. */
export function NumberText({
  value,
  decimals = 0,
  percent,
}: {
  value: number | string | null | undefined;
  decimals?: number;
  percent?: boolean;
}) {
  if (value === null || value === undefined) return <span className="text-ink-faint">—</span>;
  return (
    <>
      {formatNumber(value, {
        maximumFractionDigits: decimals,
        minimumFractionDigits: decimals,
        ...(percent ? { style: "percent" } : {}),
      })}
    </>
  );
}
