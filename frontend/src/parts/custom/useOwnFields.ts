import { useState } from "react";
import { m } from "@/paraglide/messages";
import { byColumn, type Entity, isEmpty, type Recorded, type Value, type Values } from "./model";
import { useCustomFields } from "./useCustomFields";

export type OwnFields = ReturnType<typeof useOwnFields>;

/** The organisation's own fields inside a form: of a new record those it cannot do without, else all of them. */
export function useOwnFields(entity: Entity, record?: Recorded) {
  const all = useCustomFields(entity);
  const fields = record ? all : all.filter((field) => field.required);
  const [changed, setChanged] = useState<Values>({});
  const [faults, setFaults] = useState<Record<string, string>>({});
  const before: Values = { ...record?.custom, ...record?.custom_commercial };
  const valueAt = (key: string): Value => changed[key] ?? (key in changed ? null : (before[key] ?? null));
  return {
    fields,
    valueAt,
    faults,
    set: (key: string, value: Value) => {
      setChanged((old) => ({ ...old, [key]: value }));
      setFaults(({ [key]: _gone, ...rest }) => rest);
    },
    /** What belongs into the body: `custom` and `custom_commercial`, where anything was changed. */
    body: () => byColumn(fields, changed),
    /** Whether all is there that must be; tells under the fields what is not. */
    complete: () => {
      const missing = fields.filter((field) => field.required && isEmpty(valueAt(field.key)));
      setFaults(Object.fromEntries(missing.map((field) => [field.key, m.fields_required_missing()])));
      return missing.length === 0;
    },
  };
}
