import type { ImportRunOut } from "@/api/generated";
import { Button } from "@/components/Button";
import { Card } from "@/components/Card";
import { ErrorState } from "@/components/ErrorState";
import { formatNumber } from "@/lib/format";
import { m } from "@/paraglide/messages";
import type { Service } from "./calls";
import { useRunning } from "./useRunning";
import { durationText, stepWords } from "./words";

/** How far a dry run or a run is; goes on without anybody watching. */
export function WorkingStep({ service, run }: { service: Service; run: ImportRunOut }) {
  const stop = useRunning(service, run.id, "cancel");
  const progress = run.progress;
  const writing = run.state === "running";
  const step = progress?.step ?? "waiting";
  const known = progress !== null && progress.total > 0 && (step === "reading" || step === "writing");
  const details = [
    known && m.imports_of_rows({ done: formatNumber(progress.done), total: formatNumber(progress.total) }),
    known && progress.rows_per_second !== null && m.imports_pace({ rows: formatNumber(progress.rows_per_second) }),
    known && progress.seconds_left !== null && m.imports_left({ time: durationText(progress.seconds_left) }),
  ].filter(Boolean);
  return (
    <Card title={writing ? m.imports_run_title() : m.imports_check_title()} className="mx-auto max-w-3xl">
      <div className="grid gap-3 pt-2 pb-1">
        <p role="status" className="font-medium">
          {stepWords[step]()}
        </p>
        <progress
          aria-label={writing ? m.imports_run_title() : m.imports_check_title()}
          {...(known ? { value: progress.done, max: progress.total } : {})}
          className="h-2 w-full accent-leaf"
        />
        <p className="flex min-h-5 flex-wrap gap-x-4 gap-y-1 text-ink-soft text-sm tabular-nums">
          {details.map((detail) => (
            <span key={String(detail)}>{detail}</span>
          ))}
        </p>
        <p className="text-pretty text-ink-soft text-sm">
          {writing ? m.imports_run_meanwhile() : m.imports_check_meanwhile()}
        </p>
        {stop.error ? <ErrorState compact error={stop.error} /> : null}
        <div className="flex justify-end pt-1">
          <Button busy={stop.isRunning} onClick={() => stop.mutate(undefined)}>
            {writing ? m.imports_stop_run() : m.imports_stop_check()}
          </Button>
        </div>
      </div>
    </Card>
  );
}
