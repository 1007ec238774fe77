import { cx } from "@/lib/cx";

type SparklineProps = {
  /** Says what the line shows, in words: it is read out instead of the picture. */
  label: string;
  values: readonly (number | null)[];
  width?: number;
  height?: number;
  tone?: "leaf" | "bad" | "neutral";
};

const inks = { leaf: "text-leaf", bad: "text-bad", neutral: "text-ink-soft" } as const;

/** A line without axes, as wide as a word. Gaps in the data stay gaps. */
export function Sparkline({ label, values, width = 84, height = 22, tone = "leaf" }: SparklineProps) {
  const known = values.filter((value): value is number => value !== null);
  if (known.length < 2) return <span className="text-ink-faint">—</span>;
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const x = (index: number) => 1 + (index * (width - 4)) / (values.length - 1);
  const y = (value: number) => height - 2 - ((value - low) * (height - 4)) / (high - low || 1);
  const path = values
    .map((value, index) => {
      if (value === null) return "";
      const starts = index === 0 || values[index - 1] === null;
      return `${starts ? "M" : "L"}${x(index).toFixed(1)} ${y(value).toFixed(1)}`;
    })
    .join("");
  const end = values.findLastIndex((value) => value !== null);
  return (
    <svg role="img" aria-label={label} width={width} height={height} className={cx("block", inks[tone])}>
      <path d={path} fill="none" stroke="currentColor" strokeWidth={1.5} strokeLinejoin="round" strokeLinecap="round" />
      <circle cx={x(end)} cy={y(values[end] as number)} r={2} fill="currentColor" />
    </svg>
  );
}
