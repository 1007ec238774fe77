import { ListFilter, X } from "lucide-react";
import { type ReactNode, useState } from "react";
import type { CustomFieldOut } from "@/api/generated";
import { Button } from "@/components/Button";
import { Popover } from "@/components/Popover";
import { m } from "@/paraglide/messages";
import { CustomText } from "./CustomText";
import { FilterForm } from "./FilterForm";
import { type Test, testsOf, textOf } from "./filterText";
import { operatorWord } from "./filterWords";
import { columnOf, type Entity, labelOf, type Value } from "./model";
import { useCustomFields } from "./useCustomFields";

type OwnFilterProps = { entity: Entity; value: string | undefined; onChange: (filter: string | undefined) => void };

export const nameOf = (field: CustomFieldOut) => `${columnOf(field)}.${field.key}`;

/** A list's conditions on the organisation's own fields, each a chip to take away; nothing where none are defined. */
export function OwnFilter({ entity, value, onChange }: OwnFilterProps) {
  const fields = useCustomFields(entity);
  const [open, setOpen] = useState(false);
  const tests = testsOf(value ?? "");
  if (fields.length === 0 && !value) return null;
  const without = (index: number) => onChange(textOf((tests ?? []).filter((_, at) => at !== index)));
  return (
    <>
      {fields.length > 0 && tests && (
        <Popover
          open={open}
          onOpenChange={setOpen}
          label={m.fields_filter()}
          trigger={
            <Button look="quiet" icon={<ListFilter aria-hidden />}>
              {m.fields_own()}
            </Button>
          }
        >
          <FilterForm
            fields={fields}
            onAdd={(test) => {
              onChange(textOf([...tests, test]));
              setOpen(false);
            }}
          />
        </Popover>
      )}
      {tests ? (
        tests.map((test, index) => {
          const field = fields.find((one) => nameOf(one) === test.name);
          const words = field ? labelOf(field) : test.name;
          return (
            <Chip key={`${test.name} ${test.operator} ${test.value}`} words={words} onRemove={() => without(index)}>
              <TestText test={test} field={field} />
            </Chip>
          );
        })
      ) : (
        <Chip words={m.fields_filter_other()} onRemove={() => onChange(undefined)}>
          {m.fields_filter_other()} <code className="text-xs">{value}</code>
        </Chip>
      )}
    </>
  );
}

type ChipProps = { words: string; children: ReactNode; onRemove: () => void };

function Chip({ words, children, onRemove }: ChipProps) {
  return (
    <span className="inline-flex max-w-80 items-center gap-1.5 rounded-full bg-sunken py-1 pr-1 pl-3 text-sm">
      <span className="flex min-w-0 items-center gap-1.5">{children}</span>
      <button
        type="button"
        aria-label={m.fields_filter_remove({ words })}
        onClick={onRemove}
        className="inline-flex size-6 shrink-0 items-center justify-center rounded-full text-ink-soft hover:bg-hover hover:text-ink"
      >
        <X aria-hidden className="size-3.5" />
      </button>
    </span>
  );
}

function TestText({ test, field }: { test: Test; field: CustomFieldOut | undefined }) {
  if (!field) return <code className="truncate text-xs">{[test.name, test.operator, test.value].join(" ")}</code>;
  return (
    <>
      <span className="text-ink-soft">
        {labelOf(field)} {operatorWord(test.operator, field.type)}
      </span>
      {test.value !== undefined && <CustomText field={field} value={valueIn(field, test.value)} />}
    </>
  );
}

const valueIn = (field: CustomFieldOut, text: string): Value => (field.type === "yes_no" ? text === "true" : text);
