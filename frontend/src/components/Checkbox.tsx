import type { ComponentProps } from "react";
import { cx } from "@/lib/cx";

type CheckboxProps = Omit<ComponentProps<"input">, "type" | "checked"> & {
  checked?: boolean | "indeterminate";
  onCheckedChange?: (checked: boolean) => void;
};

/** The platform's own box in our colour. Give it a label by Field, by a surrounding <label>, or by aria-label. */
export function Checkbox({ className, checked, onCheckedChange, onChange, ...rest }: CheckboxProps) {
  return (
    <input
      {...rest}
      type="checkbox"
      checked={checked === "indeterminate" ? false : checked}
      ref={(box) => {
        if (box) box.indeterminate = checked === "indeterminate";
      }}
      onChange={(event) => {
        onChange?.(event);
        onCheckedChange?.(event.target.checked);
      }}
      className={cx("size-4 shrink-0 accent-leaf disabled:opacity-50 pointer-coarse:size-5", className)}
    />
  );
}
