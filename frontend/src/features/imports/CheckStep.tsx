import { useNavigate } from "@tanstack/react-router";
import type { ImportResult, ImportRunOut } from "@/api/generated";
import { Button } from "@/components/Button";
import { ErrorState } from "@/components/ErrorState";
import { formatNumber } from "@/lib/format";
import { m } from "@/paraglide/messages";
import type { Service } from "./calls";
import { Rejects } from "./Rejects";
import { ResultCounts } from "./ResultCounts";
import type { Kind } from "./useKinds";
import { useRunning } from "./useRunning";

type Props = { service: Service; run: ImportRunOut; kind: Kind; result: ImportResult };

/** What a run would do, and why rows would be left out; nothing has been written yet. */
export function CheckStep({ service, run, kind, result }: Props) {
  const navigate = useNavigate({ from: "/imports/$service/$runId" });
  const start = useRunning(service, run.id, "run");
  const good = result.create + result.update;
  return (
    <div className="mx-auto grid max-w-5xl gap-4">
      <ResultCounts title={m.imports_would()} rows={run.rows} result={result} />
      {result.reject > 0 && <Rejects service={service} run={run} kind={kind} result={result} mendable />}
      <div className="sticky bottom-0">
        {start.error ? <ErrorState compact error={start.error} /> : null}
        <div className="-mx-4 flex flex-wrap items-center justify-end gap-x-3 gap-y-2 border-line border-t bg-canvas px-4 py-3 md:-mx-6 md:px-6">
          <p role="status" className="min-w-0 grow text-ink-soft text-sm">
            {good === 0
              ? m.imports_nothing_to_do()
              : result.reject > 0
                ? m.imports_rejects_stay({ count: result.reject, shown: formatNumber(result.reject) })
                : m.imports_all_good()}
          </p>
          <Button size="lg" disabled={start.isRunning} onClick={() => void navigate({ search: { step: "mapping" } })}>
            {m.imports_back()}
          </Button>
          <Button
            look="primary"
            size="lg"
            busy={start.isRunning}
            disabled={good === 0}
            onClick={() => start.mutate(undefined)}
          >
            {m.imports_run({ count: good, shown: formatNumber(good) })}
          </Button>
        </div>
      </div>
    </div>
  );
}
