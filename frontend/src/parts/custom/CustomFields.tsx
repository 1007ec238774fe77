import { useState } from "react";
import type { CustomFieldOut } from "@/api/generated";
import { asProblem } from "@/api/problem";
import { Field } from "@/components/Field";
import { isComposing } from "@/lib/keys";
import { m } from "@/paraglide/messages";
import { CustomControl } from "./CustomControl";
import {
  type Column,
  columnOf,
  type Entity,
  isEmpty,
  labelOf,
  type Recorded,
  sameValue,
  sectionsOf,
  type Value,
  type Values,
} from "./model";
import { useCustomFields } from "./useCustomFields";

type CustomFieldsProps = {
  entity: Entity;
  record: Recorded;
  readOnly: boolean;
  /** Sends one value; rejects with the server's problem. */
  onSave: (change: Partial<Record<Column, Values>>) => Promise<unknown>;
};

/** The organisation's own fields of a record, each saved when it is left; nothing where none are defined. */
export function CustomFields({ entity, record, readOnly, onSave }: CustomFieldsProps) {
  const fields = useCustomFields(entity);
  return sectionsOf(fields).map(([section, inside]) => (
    <section key={section} aria-label={section || m.fields_own()}>
      {section && <h3 className="pt-2 pb-1 font-medium text-ink-soft text-sm">{section}</h3>}
      <div className="grid gap-3 sm:grid-cols-2">
        {inside.map((field) => (
          <SavedCustom
            key={field.id}
            field={field}
            value={record[columnOf(field)]?.[field.key] ?? null}
            readOnly={readOnly}
            onSave={(value) => onSave({ [columnOf(field)]: { [field.key]: value } })}
          />
        ))}
      </div>
    </section>
  ));
}

type SavedCustomProps = {
  field: CustomFieldOut;
  value: Value;
  readOnly: boolean;
  onSave: (value: Value) => Promise<unknown>;
};

function SavedCustom({ field, value, readOnly, onSave }: SavedCustomProps) {
  const [draft, setDraft] = useState<Value | undefined>();
  const [fault, setFault] = useState<string>();
  const shown = draft === undefined ? value : draft;
  const save = async (next: Value) => {
    const sent = typeof next === "string" ? next.trim() || null : next;
    setFault(undefined);
    if (sameValue(sent, value) || (isEmpty(sent) && isEmpty(value))) return setDraft(undefined);
    setDraft(next);
    try {
      await onSave(sent);
      setDraft(undefined);
    } catch (error) {
      const problem = asProblem(error);
      setFault(problem.errors?.[0]?.detail ?? problem.title);
    }
  };
  const typed = field.type === "text" || field.type === "date";
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Enter and Escape of the one control inside
    <div
      onKeyDown={(event) => {
        if (isComposing(event) || !typed || draft === undefined) return;
        if (event.key === "Enter") void save(draft);
        else if (event.key === "Escape") {
          event.stopPropagation();
          setDraft(undefined);
          setFault(undefined);
        }
      }}
    >
      <Field label={labelOf(field)} required={field.required} error={fault}>
        <CustomControl
          field={field}
          value={shown}
          readOnly={readOnly}
          onChange={(next) => (typed ? setDraft(next) : void save(next))}
          onBlur={() => draft !== undefined && void save(draft)}
        />
      </Field>
    </div>
  );
}
