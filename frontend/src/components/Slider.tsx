import { Slider as Radix } from "radix-ui";
import { useId } from "react";

type SliderProps = {
  label: string;
  value: number;
  onChange: (value: number) => void;
  /** Called once when the thumb is let go: the place to ask the server. */
  onCommit?: (value: number) => void;
  min: number;
  max: number;
  step?: number;
  /** The value as words, shown beside the label and read out. */
  format?: (value: number) => string;
  disabled?: boolean;
};

export function Slider({ label, value, onChange, onCommit, format = String, ...range }: SliderProps) {
  const id = useId();
  return (
    <div>
      <div className="mb-2 flex items-baseline justify-between gap-2">
        <span id={id}>{label}</span>
        <output className="font-semibold">{format(value)}</output>
      </div>
      <Radix.Root
        {...range}
        value={[value]}
        onValueChange={([next]) => next !== undefined && onChange(next)}
        onValueCommit={([next]) => next !== undefined && onCommit?.(next)}
        className="relative flex h-5 touch-none select-none items-center"
      >
        <Radix.Track className="relative h-1 grow rounded-full bg-line-strong">
          <Radix.Range className="absolute h-full rounded-full bg-leaf" />
        </Radix.Track>
        <Radix.Thumb
          aria-labelledby={id}
          aria-valuetext={format(value)}
          className="block size-4 rounded-full border-2 border-leaf bg-surface pointer-coarse:size-6"
        />
      </Radix.Root>
    </div>
  );
}
