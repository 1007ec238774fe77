import { useState } from "react";
import { Field } from "@/components/Field";
import { Input } from "@/components/Input";
import { NumberInput } from "@/components/NumberInput";
import { Textarea } from "@/components/Textarea";
import { isComposing } from "@/lib/keys";

type Saved<Value> = {
  label: string;
  hint?: string;
  value: Value;
  onSave: (value: Value) => void;
  readOnly?: boolean;
  required?: boolean;
};

type Box = HTMLInputElement | HTMLTextAreaElement;

/** What one types stays one's own until the field is left (or Enter); Escape takes it back. */
function useDraft(value: string, onSave: (value: string) => void) {
  const [draft, setDraft] = useState<string | null>(null);
  const save = () => {
    if (draft !== null && draft.trim() !== value.trim()) onSave(draft.trim());
    setDraft(null);
  };
  return {
    value: draft ?? value,
    onChange: (event: React.ChangeEvent<Box>) => setDraft(event.target.value),
    onBlur: save,
    leave: (event: React.KeyboardEvent<Box>, enter: boolean) => {
      if (isComposing(event)) return;
      if (event.key === "Enter" && enter) {
        event.preventDefault();
        save();
      } else if (event.key === "Escape" && draft !== null) {
        event.stopPropagation();
        setDraft(null);
      }
    },
  };
}

/** One line, saved when left or with Enter. */
export function SavedLine({ value, onSave, readOnly, ...field }: Saved<string>) {
  const { leave, ...draft } = useDraft(value, onSave);
  return (
    <Field {...field}>
      <Input {...draft} readOnly={readOnly} onKeyDown={(event) => leave(event, true)} />
    </Field>
  );
}

/** Several lines, saved when left or with Ctrl+Enter. */
export function SavedProse({ value, onSave, readOnly, rows = 3, ...field }: Saved<string> & { rows?: number }) {
  const { leave, ...draft } = useDraft(value, onSave);
  return (
    <Field {...field}>
      <Textarea
        {...draft}
        rows={rows}
        readOnly={readOnly}
        onKeyDown={(event) => leave(event, event.ctrlKey || event.metaKey)}
      />
    </Field>
  );
}

/** A number, saved when left or with Enter. */
export function SavedNumber({
  value,
  onSave,
  readOnly,
  unit,
  max,
  ...field
}: Saved<number | null> & { unit?: string; max?: number }) {
  return (
    <Field {...field}>
      <NumberInput
        value={value}
        onChange={(next) => next !== value && onSave(next)}
        min={0}
        max={max}
        unit={unit}
        readOnly={readOnly}
      />
    </Field>
  );
}
