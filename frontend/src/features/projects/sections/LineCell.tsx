import { useState } from "react";
import { Input } from "@/components/Input";
import { isComposing } from "@/lib/keys";

type LineCellProps = { label: string; value: string; onSave: (value: string) => void; disabled: boolean };

/** One line of a table's row, handed on when left or with Enter. */
export function LineCell({ label, value, onSave, disabled }: LineCellProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const save = () => {
    if (draft !== null && draft !== value) onSave(draft);
    setDraft(null);
  };
  return (
    <Input
      aria-label={label}
      value={draft ?? value}
      disabled={disabled}
      onChange={(event) => setDraft(event.target.value)}
      onBlur={save}
      onKeyDown={(event) => event.key === "Enter" && !isComposing(event) && save()}
    />
  );
}
