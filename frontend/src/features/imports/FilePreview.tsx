import type { ImportRunOut } from "@/api/generated";
import { Card } from "@/components/Card";
import { cx } from "@/lib/cx";
import { m } from "@/paraglide/messages";
import type { Draft } from "./draft";

/** The columns of the file with what its first row says; those that go nowhere are faint. */
export function FilePreview({ run, draft }: { run: ImportRunOut; draft: Draft }) {
  const used = new Set(Object.values(draft.mapping).map((entry) => entry.column));
  const unused = run.columns.filter((column) => !used.has(column)).length;
  return (
    <Card title={m.imports_columns()}>
      <p className="text-ink-soft text-sm">
        {unused === 0 ? m.imports_columns_all() : m.imports_columns_unused({ count: unused })}
      </p>
      <ul className="mt-2 max-h-96 overflow-y-auto text-sm">
        {run.columns.map((column, place) => (
          <li key={column} className="flex items-baseline gap-3 py-0.5">
            <span className={cx("min-w-0 shrink-0 basis-2/5 truncate", used.has(column) ? "" : "text-ink-faint")}>
              {column}
            </span>
            <span className="min-w-0 grow truncate text-ink-soft">{run.samples[0]?.[place] || "—"}</span>
            {!used.has(column) && <span className="shrink-0 text-ink-faint text-xs">{m.imports_unused()}</span>}
          </li>
        ))}
      </ul>
    </Card>
  );
}
