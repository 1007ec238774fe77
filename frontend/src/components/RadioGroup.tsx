import { RadioGroup as Radix } from "radix-ui";
import { type ComponentProps, useId } from "react";
import { cx } from "@/lib/cx";
import type { Option } from "./Select";

type RadioGroupProps = Omit<ComponentProps<typeof Radix.Root>, "children" | "onValueChange" | "onChange"> & {
  options: readonly (Option & { hint?: string })[];
  onChange: (value: string) => void;
};

export function RadioGroup({ options, onChange, className, ...rest }: RadioGroupProps) {
  const id = useId();
  return (
    <Radix.Root {...rest} onValueChange={onChange} className={cx("grid gap-2", className)}>
      {options.map((option) => (
        <div key={option.value} className="flex items-start gap-2">
          <Radix.Item
            value={option.value}
            id={`${id}${option.value}`}
            disabled={option.disabled}
            aria-describedby={option.hint ? `${id}${option.value}-hint` : undefined}
            className="mt-0.5 flex size-4 shrink-0 items-center justify-center rounded-full border border-control bg-surface data-[state=checked]:border-leaf"
          >
            <Radix.Indicator className="size-2 rounded-full bg-leaf" />
          </Radix.Item>
          <label htmlFor={`${id}${option.value}`}>
            {option.label}
            {option.hint && (
              <span id={`${id}${option.value}-hint`} className="block text-ink-soft text-sm">
                {option.hint}
              </span>
            )}
          </label>
        </div>
      ))}
    </Radix.Root>
  );
}
