import { SlidersHorizontal } from "lucide-react";
import { useId, useState } from "react";
import type { FieldMapping, FieldOut, ImportRunOut } from "@/api/generated";
import { IconButton } from "@/components/IconButton";
import { Select } from "@/components/Select";
import { m } from "@/paraglide/messages";
import { FieldDetails } from "./FieldDetails";
import { FieldNotes } from "./FieldNotes";
import { ValueInput } from "./ValueInput";
import { labelOf, typeText } from "./words";

const NONE = "";
const CONSTANT = "=";
const COLUMN = "c:";

type Props = {
  run: ImportRunOut;
  field: FieldOut;
  entry: FieldMapping | undefined;
  onChange: (entry: FieldMapping | undefined) => void;
};

/** One field: where its value comes from, what the file says there, and how words are turned. */
export function FieldRow({ run, field, entry, onChange }: Props) {
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const label = labelOf(field);
  const isConstant = !!entry && !entry.column && entry.constant !== undefined && entry.constant !== null;
  const source = entry?.column ? COLUMN + entry.column : isConstant ? CONSTANT : NONE;
  const choose = (next: string) => {
    const { column: _, constant: __, ...kept } = entry ?? {};
    if (next === CONSTANT) onChange({ constant: "" });
    else if (next === NONE) onChange(kept.default ? { default: kept.default } : undefined);
    else onChange({ ...kept, column: next.slice(COLUMN.length) });
  };
  return (
    <li className="relative px-4 py-2.5">
      <div className="grid items-start gap-x-4 gap-y-1.5 md:grid-cols-[minmax(8rem,11rem)_minmax(10rem,15rem)_minmax(0,1fr)_auto]">
        <div className="md:pt-1">
          <label htmlFor={id} className="font-medium">
            {label}
            {field.required && (
              <>
                <span aria-hidden className="ml-0.5 text-bad-ink">
                  *
                </span>
                <span className="sr-only"> {m.common_required()}</span>
              </>
            )}
          </label>
          <span className="ml-2 text-ink-faint text-xs md:ml-0 md:block">{typeText(field)}</span>
        </div>
        <div className="grid gap-1.5">
          <Select
            id={id}
            value={source}
            placeholder={m.imports_no_column()}
            onChange={(event) => choose(event.target.value)}
            options={[
              ...run.columns.map((column) => ({ value: COLUMN + column, label: column })),
              { value: CONSTANT, label: m.imports_constant() },
            ]}
          />
          {isConstant && (
            <ValueInput
              field={field}
              aria-label={m.imports_constant_of({ name: label })}
              value={entry.constant ?? ""}
              onChange={(constant) => onChange({ ...entry, constant })}
            />
          )}
        </div>
        <FieldNotes run={run} entry={entry} />
        <IconButton
          size="sm"
          className="max-md:absolute max-md:top-1 max-md:right-3"
          label={m.imports_details_of({ name: label })}
          icon={<SlidersHorizontal />}
          aria-expanded={isOpen}
          aria-pressed={isOpen}
          onClick={() => setOpen(!isOpen)}
        />
      </div>
      {isOpen && <FieldDetails field={field} entry={entry} onChange={onChange} />}
    </li>
  );
}
