import { useState } from "react";
import type { ImportRunOut } from "@/api/generated";
import { Button } from "@/components/Button";
import { Card } from "@/components/Card";
import { m } from "@/paraglide/messages";
import { FieldRow } from "./FieldRow";
import type { DraftState } from "./useDraft";
import type { Kind } from "./useKinds";

/** Every field of the kind. Those a column was found for, and those that are needed, stand first; the rest can be opened. */
export function FieldRows({ run, kind, state }: { run: ImportRunOut; kind: Kind; state: DraftState }) {
  // decided once: rows must not jump while one maps them
  const [first] = useState(
    () =>
      new Set(kind.fields.filter((field) => field.required || field.name in run.mapping).map((field) => field.name)),
  );
  const rest = kind.fields.filter((field) => !first.has(field.name));
  const [all, setAll] = useState(first.size < 3);
  const shown = [...kind.fields.filter((field) => first.has(field.name)), ...(all ? rest : [])];
  return (
    <Card title={m.imports_fields()} flush>
      <ul className="mt-1 divide-y divide-line border-line border-t">
        {shown.map((field) => (
          <FieldRow
            key={field.name}
            run={run}
            field={field}
            entry={state.draft.mapping[field.name]}
            onChange={(entry) => state.setField(field.name, entry)}
          />
        ))}
      </ul>
      {!all && rest.length > 0 && (
        <div className="border-line border-t px-2 py-2">
          <Button look="quiet" onClick={() => setAll(true)}>
            {m.imports_more_fields({ count: rest.length })}
          </Button>
        </div>
      )}
    </Card>
  );
}
