import type { FieldOut } from "@/api/generated";
import { Button } from "@/components/Button";
import { formatNumber } from "@/lib/format";
import { m } from "@/paraglide/messages";
import type { RejectGroup } from "./rejectGroups";
import { labelOf } from "./words";

type Props = { group: RejectGroup; field: FieldOut | undefined; onMend?: () => void };

/** One fault: in which rows, in which column, what stood there, what is wrong with it. */
export function RejectRow({ group, field, onMend }: Props) {
  const first = group.rows.slice(0, 3).map((row) => formatNumber(row));
  const more = group.rows.length - first.length;
  const name = field ? labelOf(field) : m.imports_whole_row();
  const value = group.value?.trim();
  return (
    <li className="grid gap-x-4 gap-y-0.5 px-4 py-2.5 md:grid-cols-[8rem_12rem_minmax(0,1fr)_minmax(0,1.2fr)_7rem] md:items-baseline">
      <span className="text-ink-soft text-sm">
        {m.imports_in_rows({ rows: first.join(m.imports_list_comma()) })}
        {more > 0 && ` +${formatNumber(more)}`}
      </span>
      <span className="min-w-0 truncate">
        {name}
        {group.column && group.column !== name && <span className="ml-1.5 text-ink-faint text-xs">{group.column}</span>}
      </span>
      <span className="min-w-0 break-words font-medium">
        {value || <span className="font-normal text-ink-faint">{field ? m.imports_empty_cell() : "—"}</span>}
      </span>
      <span className="min-w-0 text-bad-ink">{group.detail}</span>
      <span className="md:text-right">
        {onMend && (
          <Button size="sm" onClick={onMend}>
            {value ? m.imports_mend() : m.imports_mend_empty()}
          </Button>
        )}
      </span>
    </li>
  );
}
