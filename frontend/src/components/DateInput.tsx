import type { ComponentProps } from "react";
import { Input } from "./Input";

type DateInputProps = Omit<ComponentProps<"input">, "type" | "value" | "onChange"> & {
  /** ISO day, "2026-11-21", or null. */
  value: string | null;
  onChange: (value: string | null) => void;
};

/** The platform's own date field: the reader's order of day and month, keyboard and phone picker included. */
export function DateInput({ value, onChange, ...rest }: DateInputProps) {
  return <Input {...rest} type="date" value={value ?? ""} onChange={(event) => onChange(event.target.value || null)} />;
}
