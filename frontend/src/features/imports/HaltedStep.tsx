import { useNavigate } from "@tanstack/react-router";
import { CirclePause, TriangleAlert } from "lucide-react";
import type { ImportRunOut } from "@/api/generated";
import { Button } from "@/components/Button";
import { Card } from "@/components/Card";
import { ErrorState } from "@/components/ErrorState";
import { formatNumber } from "@/lib/format";
import { m } from "@/paraglide/messages";
import type { Service } from "./calls";
import { useRunning } from "./useRunning";

/** Stopped half way: what is in stays in, and the rest can follow. */
export function HaltedStep({ service, run }: { service: Service; run: ImportRunOut }) {
  const navigate = useNavigate({ from: "/imports/$service/$runId" });
  const start = useRunning(service, run.id, "run");
  const failed = run.state === "failed";
  const left = formatNumber(run.rows - run.applied);
  return (
    <Card title={failed ? m.imports_failed_title() : m.imports_cancelled_title()} className="mx-auto max-w-3xl">
      <div className="grid gap-3 pt-2 pb-1">
        <p role="status" className="flex gap-2 text-pretty">
          {failed ? (
            <TriangleAlert aria-hidden className="size-5 shrink-0 text-warn-ink" />
          ) : (
            <CirclePause aria-hidden className="size-5 shrink-0 text-ink-soft" />
          )}
          <span>
            {failed && `${run.error === "conflict" ? m.imports_failed_conflict() : m.imports_failed_text()} `}
            {run.applied > 0
              ? m.imports_halted_applied({ count: run.applied, shown: formatNumber(run.applied) })
              : m.imports_halted_nothing()}
          </span>
        </p>
        {start.error ? <ErrorState compact error={start.error} /> : null}
        <div className="flex flex-wrap justify-end gap-3 pt-1">
          <Button onClick={() => void navigate({ search: { step: "mapping" } })}>{m.imports_back()}</Button>
          <Button look="primary" busy={start.isRunning} onClick={() => start.mutate(undefined)}>
            {run.applied > 0 ? m.imports_go_on({ rows: left }) : m.imports_try_again()}
          </Button>
        </div>
      </div>
    </Card>
  );
}
