import { Button } from "@/components/Button";
import { MonthQuarterPicker } from "@/components/MonthQuarterPicker";
import { m } from "@/paraglide/messages";

type Props = {
  period: string;
  compare: string | undefined;
  onChange: (change: { period?: string; compare?: string | undefined }) => void;
};

/** Which quarter is evaluated, and against which; last year's unless another is chosen. */
export function PeriodBar({ period, compare, onChange }: Props) {
  const usual = `${Number(period.slice(0, 4)) - 1}${period.slice(4)}`;
  return (
    <div className="flex flex-wrap items-center gap-2">
      <MonthQuarterPicker
        unit="quarter"
        label={m.scorecards_period()}
        value={period}
        onChange={(value) => onChange({ period: value })}
      />
      <span className="text-ink-soft text-sm">{m.scorecards_against()}</span>
      <MonthQuarterPicker
        unit="quarter"
        label={m.scorecards_compare()}
        value={compare ?? usual}
        onChange={(value) => onChange({ compare: value === usual ? undefined : value })}
      />
      {compare && (
        <Button look="quiet" onClick={() => onChange({ compare: undefined })}>
          {m.scorecards_last_year()}
        </Button>
      )}
    </div>
  );
}
