import { cx } from "@/lib/cx";
import { type Tone, toneFill } from "./tone";

type MeterProps = {
  label: string;
  value: number | null;
  min?: number;
  max?: number;
  /** Below the first: bad; below the second: warn; else good. On the scale of `value`. */
  thresholds?: [number, number];
  tone?: Tone;
  format?: (value: number) => string;
  /** Hides the number where the column beside it shows it. */
  bare?: boolean;
};

export function Meter({
  label,
  value,
  min = 0,
  max = 100,
  thresholds,
  tone,
  format = (n) => String(Math.round(n)),
  bare,
}: MeterProps) {
  if (value === null) return <span className="text-ink-faint">—</span>;
  const share = Math.min(1, Math.max(0, (value - min) / (max - min || 1)));
  const judged: Tone =
    tone ?? (!thresholds ? "good" : value < thresholds[0] ? "bad" : value < thresholds[1] ? "warn" : "good");
  return (
    <span className="inline-flex w-full items-center gap-2">
      <span
        role="meter"
        aria-label={label}
        aria-valuenow={value}
        aria-valuemin={min}
        aria-valuemax={max}
        aria-valuetext={format(value)}
        className="h-1.5 min-w-8 grow overflow-hidden rounded-full bg-line-strong"
      >
        <span className={cx("block h-full rounded-full", toneFill[judged])} style={{ width: `${share * 100}%` }} />
      </span>
      {!bare && <span className="w-9 shrink-0 text-right">{format(value)}</span>}
    </span>
  );
}
