import { Link, useNavigate } from "@tanstack/react-router";
import { Badge } from "@/components/Badge";
import { Breadcrumbs } from "@/components/Breadcrumbs";
import { ErrorState } from "@/components/ErrorState";
import { Page } from "@/components/Page";
import { SkeletonLines } from "@/components/Skeleton";
import { useTitle } from "@/hooks/useTitle";
import { formatNumber } from "@/lib/format";
import { m } from "@/paraglide/messages";
import { CheckStep } from "./CheckStep";
import { services } from "./calls";
import { DoneStep } from "./DoneStep";
import { HaltedStep } from "./HaltedStep";
import { ImportSteps } from "./ImportSteps";
import { MappingStep } from "./MappingStep";
import { importRunRoute } from "./routes";
import { useKind } from "./useKinds";
import { isWorking, useRun } from "./useRun";
import { WorkingStep } from "./WorkingStep";
import { formatText, labelOf } from "./words";

/** One file on its way in. The server keeps every step, so one can leave and come back by the address. */
export function RunPage() {
  const params = importRunRoute.useParams();
  const { step } = importRunRoute.useSearch();
  const navigate = useNavigate({ from: "/imports/$service/$runId" });
  const service = services.find((one) => one === params.service) ?? "records";
  const record = useRun(service, params.runId);
  const run = record.data;
  const { kind, error: noKinds, retry } = useKind(service, run?.kind);
  useTitle(run?.file_name);
  const working = isWorking(run);
  const halted = (run?.state === "cancelled" || run?.state === "failed") && step !== "mapping";
  const checked = run?.state === "checked" && step !== "mapping";
  const current = run?.state === "done" ? 3 : working || halted || checked ? 2 : 1;
  const go = (wanted: number) =>
    wanted === 0
      ? void navigate({ to: "/imports", search: { kind: run?.kind } })
      : void navigate({ search: { step: "mapping" } });
  const ready = run && kind;
  return (
    <Page
      title={run?.file_name ?? m.imports_title()}
      above={
        <Breadcrumbs>
          {[
            <Link key="imports" to="/imports">
              {m.imports_title()}
            </Link>,
            run?.file_name ?? "…",
          ]}
        </Breadcrumbs>
      }
      aside={
        ready && (
          <>
            <Badge tone="earth">{labelOf(kind)}</Badge>
            <span className="text-ink-soft text-sm">
              {m.imports_rows({ count: run.rows, shown: formatNumber(run.rows) })} · {formatText(run)}
            </span>
          </>
        )
      }
      below={<ImportSteps current={current} onGo={current === 3 || working ? undefined : go} />}
    >
      {record.error ? <ErrorState error={record.error} onRetry={() => void record.refetch()} /> : null}
      {noKinds ? <ErrorState error={noKinds} onRetry={retry} /> : null}
      {!ready && !record.error && !noKinds && <SkeletonLines lines={12} label={m.common_loading()} />}
      {ready && current === 1 && <MappingStep key={run.id} service={service} run={run} kind={kind} />}
      {ready && working && <WorkingStep service={service} run={run} />}
      {ready && halted && <HaltedStep service={service} run={run} />}
      {ready && checked && run.result && <CheckStep service={service} run={run} kind={kind} result={run.result} />}
      {ready && current === 3 && run.result && <DoneStep service={service} run={run} kind={kind} result={run.result} />}
    </Page>
  );
}
