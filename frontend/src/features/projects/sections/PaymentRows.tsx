import type { PaymentOut } from "@/api/generated";
import { DateInput } from "@/components/DateInput";
import { NumberInput } from "@/components/NumberInput";
import { m } from "@/paraglide/messages";
import { LineCell } from "./LineCell";
import { RowTable } from "./RowTable";
import { useRows } from "./useRows";

type Draft = { title: string; due_on: string | null; amount: number | null; paid_on: string | null };
type PaymentRowsProps = {
  rows: PaymentOut[];
  onSave: (rows: PaymentOut[]) => void;
  readOnly: boolean;
  /** Amounts are withheld from readers without class commercial. */
  amounts: boolean;
};

const blank: Draft = { title: "", due_on: null, amount: null, paid_on: null };
const complete = ({ title, due_on, amount, paid_on }: Draft): PaymentOut | null =>
  title.trim() && due_on && amount !== null ? { title: title.trim(), due_on, amount, paid_on } : null;

export function PaymentRows({ rows, onSave, readOnly, amounts }: PaymentRowsProps) {
  const edit = useRows<PaymentOut, Draft>(rows, onSave, complete);
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
    amounts ? (
      <NumberInput
        key="amount"
        aria-label={m.projects_row_amount()}
        value={row.amount}
        onChange={(amount) => amount !== row.amount && change({ amount })}
        min={0}
        disabled={readOnly}
      />
    ) : (
      <span key="amount" className="text-ink-faint">
        —
      </span>
    ),
    <DateInput
      key="paid"
      aria-label={m.projects_row_paid()}
      value={row.paid_on}
      onChange={(paid_on) => change({ paid_on })}
      disabled={readOnly}
    />,
  ];
  return (
    <RowTable
      title={m.projects_payments()}
      heads={[m.projects_row_title(), m.projects_row_due(), m.projects_row_amount(), m.projects_row_paid()]}
      rows={rows.map((row, index) => ({ name: row.title, cells: cells(row, (part) => edit.change(index, part)) }))}
      draft={edit.draft && cells(edit.draft, edit.changeDraft)}
      note={m.projects_row_incomplete_payment()}
      add={readOnly ? undefined : { label: m.projects_row_add_payment(), begin: () => edit.begin(blank) }}
      onRemove={readOnly ? undefined : edit.remove}
      onDrop={edit.drop}
    />
  );
}
