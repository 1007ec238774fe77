import { type ComponentProps, useState } from "react";
import { formatNumber, readerLocale } from "@/lib/format";
import { isComposing } from "@/lib/keys";
import { Input } from "./Input";
import { parseNumber } from "./parseNumber";

type NumberInputProps = Omit<ComponentProps<typeof Input>, "value" | "onChange" | "type" | "min" | "max"> & {
  /** null = empty. Decimal places beyond `decimals` are refused, not rounded. */
  value: number | null;
  onChange: (value: number | null) => void;
  min?: number;
  max?: number;
  step?: number;
  decimals?: number;
  /** Shown behind the number, e.g. "%" or "天". */
  unit?: string;
};

/** Reads numbers as people write them (1,200 · １２００ · 1.2万); arrows step; shows grouped digits when left. */
export function NumberInput({ value, onChange, min, max, step = 1, decimals = 2, unit, ...rest }: NumberInputProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const within = (n: number) => Math.min(max ?? Number.POSITIVE_INFINITY, Math.max(min ?? Number.NEGATIVE_INFINITY, n));
  const shown = draft ?? (value === null ? "" : formatNumber(value, { maximumFractionDigits: decimals }));

  const commit = () => {
    if (draft === null) return;
    const read = parseNumber(draft, readerLocale(), decimals);
    if (read !== undefined) onChange(read === null ? null : within(read));
    setDraft(null);
  };

  const onKeyDown = (event: React.KeyboardEvent) => {
    if (isComposing(event)) return;
    if (event.key === "Enter") commit();
    if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
    event.preventDefault();
    const next = within((value ?? 0) + (event.key === "ArrowUp" ? step : -step));
    setDraft(null);
    onChange(Number(next.toFixed(decimals)));
  };

  return (
    <span className="relative block w-full">
      <Input
        {...rest}
        inputMode="decimal"
        value={shown}
        onChange={(event) => setDraft(event.target.value)}
        onBlur={commit}
        onKeyDown={onKeyDown}
        className={unit ? "pr-10 text-right" : "text-right"}
      />
      {unit && (
        <span
          aria-hidden
          className="pointer-events-none absolute inset-y-0 right-2.5 flex items-center text-ink-soft text-sm"
        >
          {unit}
        </span>
      )}
    </span>
  );
}
