import { ArrowRight, Plus, X } from "lucide-react";
import { useState } from "react";
import type { FieldOut } from "@/api/generated";
import { Button } from "@/components/Button";
import { IconButton } from "@/components/IconButton";
import { Input } from "@/components/Input";
import { m } from "@/paraglide/messages";
import { ValueInput } from "./ValueInput";

type Row = { key: number; from: string; to: string };
type Props = { field: FieldOut; values: Record<string, string>; onChange: (values: Record<string, string>) => void };

const rowsOf = (values: Record<string, string>): Row[] =>
  Object.entries(values).map(([from, to], key) => ({ key, from, to }));

/** What a cell says, and what is meant by it: "technolgy" → "technology". */
export function Replacements({ field, values, onChange }: Props) {
  const [rows, setRows] = useState(() => rowsOf(values));
  const keep = (next: Row[]) => {
    setRows(next);
    onChange(Object.fromEntries(next.filter((row) => row.from.trim()).map((row) => [row.from, row.to])));
  };
  const edit = (key: number, change: Partial<Row>) =>
    keep(rows.map((row) => (row.key === key ? { ...row, ...change } : row)));
  const add = () => setRows([...rows, { key: Math.max(-1, ...rows.map((row) => row.key)) + 1, from: "", to: "" }]);
  return (
    <div>
      <p className="font-medium text-ink-soft text-sm">{m.imports_values()}</p>
      <ul className="mt-1 grid gap-1.5">
        {rows.map((row, index) => (
          <li key={row.key} className="flex items-center gap-1.5">
            <Input
              aria-label={m.imports_value_from({ number: index + 1 })}
              placeholder={m.imports_value_from_hint()}
              value={row.from}
              maxLength={200}
              onChange={(event) => edit(row.key, { from: event.target.value })}
            />
            <ArrowRight aria-hidden className="size-4 shrink-0 text-ink-faint" />
            <ValueInput
              field={field}
              aria-label={m.imports_value_to({ number: index + 1 })}
              emptyLabel={m.imports_left_empty()}
              value={row.to}
              onChange={(to) => edit(row.key, { to })}
            />
            <IconButton
              size="sm"
              label={m.common_remove_named({ name: row.from || m.imports_row_number({ row: index + 1 }) })}
              icon={<X />}
              onClick={() => keep(rows.filter((one) => one.key !== row.key))}
            />
          </li>
        ))}
      </ul>
      <Button look="quiet" size="sm" className="mt-1.5 -ml-2" icon={<Plus aria-hidden />} onClick={add}>
        {m.imports_value_add()}
      </Button>
    </div>
  );
}
