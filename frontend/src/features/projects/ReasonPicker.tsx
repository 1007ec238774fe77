import { cx } from "@/lib/cx";
import { type ResultReason, reasonWord, resultReasons } from "./model";

type ReasonPickerProps = {
  value: readonly ResultReason[];
  onChange: (reasons: ResultReason[]) => void;
  disabled?: boolean;
  id?: string;
  "aria-describedby"?: string;
  "aria-invalid"?: boolean;
};

/** Reasons of a result as chips to press; several may hold. */
export function ReasonPicker({ value, onChange, disabled, id, "aria-describedby": note }: ReasonPickerProps) {
  const toggle = (one: ResultReason) =>
    onChange(value.includes(one) ? value.filter((other) => other !== one) : [...value, one]);
  return (
    <fieldset id={id} aria-describedby={note} disabled={disabled} className="flex flex-wrap gap-1.5">
      {resultReasons.map((one) => (
        <button
          key={one}
          type="button"
          aria-pressed={value.includes(one)}
          onClick={() => toggle(one)}
          className={cx(
            "h-7 rounded-md border px-2 text-sm disabled:opacity-70 pointer-coarse:h-9",
            value.includes(one)
              ? "border-leaf bg-leaf-soft font-medium text-leaf-ink"
              : "border-control hover:bg-hover",
          )}
        >
          {reasonWord[one]()}
        </button>
      ))}
    </fieldset>
  );
}
