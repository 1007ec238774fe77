import { type DateStyle, formatDate } from "@/lib/format";

/** A date or instant in the reader's locale; relative ones carry the exact moment in their title. */
export function DateText({ value, style = "date" }: { value: string | null | undefined; style?: DateStyle }) {
  if (!value) return <span className="text-ink-faint">—</span>;
  return (
    <time dateTime={value} title={style === "relative" ? formatDate(value, "dateTime") : undefined}>
      {formatDate(value, style)}
    </time>
  );
}
