import { ChevronLeft, ChevronRight } from "lucide-react";
import { useId, useState } from "react";
import { cx } from "@/lib/cx";
import { formatDate } from "@/lib/format";
import { m } from "@/paraglide/messages";
import { Button } from "./Button";
import { IconButton } from "./IconButton";
import { Popover } from "./Popover";

/** A period as text: "2026-11" or "2026-Q4". */
export type Period = string;

type PickerProps = {
  value: Period | null;
  onChange: (value: Period) => void;
  unit?: "month" | "quarter";
  label: string;
};

const describe = (period: Period) =>
  period.includes("Q") ? period.replace("-", " ") : formatDate(`${period}-01`, "month");

/** One year at a time; months or quarters as buttons. */
export function MonthQuarterPicker({ value, onChange, unit = "month", label }: PickerProps) {
  const [open, setOpen] = useState(false);
  const [year, setYear] = useState(() => Number(value?.slice(0, 4)) || new Date().getFullYear());
  const heading = useId();
  const periods =
    unit === "quarter"
      ? [1, 2, 3, 4].map((quarter) => `${year}-Q${quarter}`)
      : Array.from({ length: 12 }, (_, month) => `${year}-${String(month + 1).padStart(2, "0")}`);

  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      label={label}
      trigger={
        <Button aria-label={value ? `${label}: ${describe(value)}` : label}>{value ? describe(value) : label}</Button>
      }
    >
      <div className="flex items-center justify-between pb-2">
        <IconButton
          size="sm"
          label={m.common_previous_year()}
          icon={<ChevronLeft />}
          onClick={() => setYear(year - 1)}
        />
        <span id={heading} aria-live="polite" className="font-semibold">
          {year}
        </span>
        <IconButton size="sm" label={m.common_next_year()} icon={<ChevronRight />} onClick={() => setYear(year + 1)} />
      </div>
      <fieldset aria-labelledby={heading} className="grid w-56 grid-cols-4 gap-1">
        {periods.map((period) => (
          <button
            key={period}
            type="button"
            aria-label={describe(period)}
            aria-pressed={period === value}
            onClick={() => {
              onChange(period);
              setOpen(false);
            }}
            className={cx("rounded-md py-1.5 text-sm", period === value ? "bg-leaf text-on-leaf" : "hover:bg-hover")}
          >
            {unit === "quarter" ? period.slice(5) : Number(period.slice(5))}
          </button>
        ))}
      </fieldset>
    </Popover>
  );
}
