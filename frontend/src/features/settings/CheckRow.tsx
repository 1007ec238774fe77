import { type ReactNode, useId } from "react";
import { Checkbox } from "@/components/Checkbox";

type CheckRowProps = { label: ReactNode; hint?: string; checked: boolean; onChange: (checked: boolean) => void };

/** One of several things that can be given, with what it means. */
export function CheckRow({ label, hint, checked, onChange }: CheckRowProps) {
  const id = useId();
  return (
    <div className="flex items-start gap-2.5 px-3 py-2">
      <Checkbox
        id={id}
        className="mt-0.5"
        aria-describedby={hint ? `${id}-hint` : undefined}
        checked={checked}
        onCheckedChange={onChange}
      />
      <span className="min-w-0">
        <label htmlFor={id}>{label}</label>
        {hint && (
          <span id={`${id}-hint`} className="block text-pretty text-ink-soft text-sm">
            {hint}
          </span>
        )}
      </span>
    </div>
  );
}
