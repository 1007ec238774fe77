import { Plus, X } from "lucide-react";
import type { ImportRunOut, Only } from "@/api/generated";
import { Button } from "@/components/Button";
import { IconButton } from "@/components/IconButton";
import { Input } from "@/components/Input";
import { Select } from "@/components/Select";
import { m } from "@/paraglide/messages";

type Props = { run: ImportRunOut; value: readonly Only[]; onChange: (value: Only[]) => void };

/** Takes only rows whose column says this; all others are skipped. */
export function OnlyFilters({ run, value, onChange }: Props) {
  const edit = (place: number, change: Partial<Only>) =>
    onChange(value.map((one, index) => (index === place ? { ...one, ...change } : one)));
  return (
    <>
      <p className="text-pretty text-ink-soft text-sm">{m.imports_only_hint()}</p>
      <ul className="mt-2 grid gap-1.5">
        {value.map((one, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: conditions have no identity but their place
          <li key={index} className="flex items-center gap-1.5">
            <Select
              aria-label={m.imports_only_column({ number: index + 1 })}
              value={one.column}
              placeholder={m.imports_only_choose()}
              options={run.columns.map((column) => ({ value: column, label: column }))}
              onChange={(event) => edit(index, { column: event.target.value })}
            />
            <span aria-hidden className="text-ink-faint">
              =
            </span>
            <Input
              aria-label={m.imports_only_equals({ number: index + 1 })}
              placeholder={m.imports_only_empty()}
              value={one.equals}
              maxLength={200}
              onChange={(event) => edit(index, { equals: event.target.value })}
            />
            <IconButton
              size="sm"
              label={m.common_remove_named({ name: one.column || m.imports_row_number({ row: index + 1 }) })}
              icon={<X />}
              onClick={() => onChange(value.filter((_, other) => other !== index))}
            />
          </li>
        ))}
      </ul>
      <Button
        look="quiet"
        size="sm"
        className="mt-1.5 -ml-2"
        icon={<Plus aria-hidden />}
        onClick={() => onChange([...value, { column: "", equals: "" }])}
      >
        {m.imports_only_add()}
      </Button>
    </>
  );
}
