import type { ImportResult } from "@/api/generated";
import { Card } from "@/components/Card";
import { type Tone, toneFill } from "@/components/tone";
import { cx } from "@/lib/cx";
import { formatNumber } from "@/lib/format";
import { m } from "@/paraglide/messages";

type Props = { title: string; rows: number; result: ImportResult };

/** All rows of the file, parted into what became of them: one bar, four figures. */
export function ResultCounts({ title, rows, result }: Props) {
  const parts: { key: string; label: string; count: number; tone: Tone; note?: string }[] = [
    { key: "create", label: m.imports_create(), count: result.create, tone: "good" },
    { key: "update", label: m.imports_update(), count: result.update, tone: "info" },
    {
      key: "skip",
      label: m.imports_skip(),
      count: result.skip,
      tone: "neutral",
      note: result.unchanged > 0 ? m.imports_unchanged({ shown: formatNumber(result.unchanged) }) : undefined,
    },
    { key: "reject", label: m.imports_reject(), count: result.reject, tone: "bad" },
  ];
  return (
    <Card title={title}>
      <div aria-hidden className="mt-2 flex h-2.5 gap-px overflow-hidden rounded-full bg-line">
        {parts
          .filter((part) => part.count > 0)
          .map((part) => (
            <span key={part.key} className={toneFill[part.tone]} style={{ flexGrow: part.count, minWidth: 4 }} />
          ))}
      </div>
      <dl className="mt-4 grid grid-cols-2 gap-x-6 gap-y-4 md:grid-cols-4">
        {parts.map((part) => (
          <div key={part.key} className="min-w-0">
            <dt className="flex items-center gap-1.5 text-ink-soft text-sm">
              <span aria-hidden className={cx("size-2 rounded-full", toneFill[part.tone])} />
              {part.label}
            </dt>
            <dd className="mt-0.5 font-semibold text-2xl">{formatNumber(part.count)}</dd>
            <dd className="text-ink-soft text-sm">
              {formatNumber(rows === 0 ? 0 : part.count / rows, { style: "percent", maximumFractionDigits: 1 })}
              {part.note && ` · ${part.note}`}
            </dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}
