import type { MilestoneOut } from "@/api/generated";
import { DateInput } from "@/components/DateInput";
import { m } from "@/paraglide/messages";
import { LineCell } from "./LineCell";
import { RowTable } from "./RowTable";
import { useRows } from "./useRows";

type Draft = { title: string; due_on: string | null; done_on: string | null };
type MilestoneRowsProps = { rows: MilestoneOut[]; onSave: (rows: MilestoneOut[]) => void; readOnly: boolean };

const blank: Draft = { title: "", due_on: null, done_on: null };
const complete = ({ title, due_on, done_on }: Draft): MilestoneOut | null =>
  title.trim() && due_on ? { title: title.trim(), due_on, done_on } : null;

export function MilestoneRows({ rows, onSave, readOnly }: MilestoneRowsProps) {
  const edit = useRows<MilestoneOut, Draft>(rows, onSave, complete);
  const cells = (row: Draft, change: (part: Partial<Draft>) => void) => [
    <LineCell
      key="title"
      label={m.projects_row_title()}
      value={row.title}
      onSave={(title) => change({ title })}
      disabled={readOnly}
    />,
    <DateInput
      key="due"
      aria-label={m.projects_row_due()}
      value={row.due_on}
      onChange={(due_on) => change({ due_on })}
      disabled={readOnly}
    />,
    <DateInput
      key="done"
      aria-label={m.projects_row_done()}
      value={row.done_on}
      onChange={(done_on) => change({ done_on })}
      disabled={readOnly}
    />,
  ];
  return (
    <RowTable
      title={m.projects_milestones()}
      heads={[m.projects_row_title(), m.projects_row_due(), m.projects_row_done()]}
      rows={rows.map((row, index) => ({ name: row.title, cells: cells(row, (part) => edit.change(index, part)) }))}
      draft={edit.draft && cells(edit.draft, edit.changeDraft)}
      note={m.projects_row_incomplete()}
      add={readOnly ? undefined : { label: m.projects_row_add_milestone(), begin: () => edit.begin(blank) }}
      onRemove={readOnly ? undefined : edit.remove}
      onDrop={edit.drop}
    />
  );
}
