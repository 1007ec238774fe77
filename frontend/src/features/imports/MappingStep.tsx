import { useNavigate } from "@tanstack/react-router";
import type { ImportRunOut } from "@/api/generated";
import { asProblem } from "@/api/problem";
import { Card } from "@/components/Card";
import { ErrorState } from "@/components/ErrorState";
import { m } from "@/paraglide/messages";
import type { Service } from "./calls";
import { missingOf } from "./draft";
import { EncodingNotice } from "./EncodingNotice";
import { FieldRows } from "./FieldRows";
import { FilePreview } from "./FilePreview";
import { MappingBar } from "./MappingBar";
import { OnlyFilters } from "./OnlyFilters";
import { SourceField } from "./SourceField";
import { useDraft } from "./useDraft";
import type { Kind } from "./useKinds";
import { useRunning } from "./useRunning";
import { WrongKind } from "./WrongKind";

/** Which column is which field, what words mean, which rows count, where the file comes from. */
export function MappingStep({ service, run, kind }: { service: Service; run: ImportRunOut; kind: Kind }) {
  const navigate = useNavigate({ from: "/imports/$service/$runId" });
  const state = useDraft(service, run);
  const check = useRunning(service, run.id, "check");
  const { draft } = state;
  const start = () =>
    check.mutate(state.flush, {
      onSuccess: () => void navigate({ search: {}, replace: true }),
    });
  const failure = check.error ?? state.error;
  const isStale = failure !== null && asProblem(failure).status === 412;
  return (
    <fieldset disabled={check.isRunning} className="grid min-w-0 gap-4 xl:grid-cols-[minmax(0,1fr)_22rem]">
      <legend className="sr-only">{m.imports_step_mapping()}</legend>
      <div className="grid min-w-0 content-start gap-4">
        <EncodingNotice run={run} state={state} />
        <WrongKind run={run} kind={kind} />
        <FieldRows run={run} kind={kind} state={state} />
      </div>
      <div className="grid min-w-0 content-start gap-4 md:grid-cols-2 xl:grid-cols-1">
        <SourceField
          service={service}
          kind={run.kind}
          value={draft.source}
          onChange={(source) => state.set({ source })}
        />
        <Card title={m.imports_only()}>
          <OnlyFilters run={run} value={draft.only} onChange={(only) => state.set({ only })} />
        </Card>
        <FilePreview run={run} draft={draft} />
      </div>
      <div className="sticky bottom-0 xl:col-span-2">
        {failure ? (
          <ErrorState
            compact
            error={failure}
            onRetry={() => {
              check.reset();
              void (isStale ? state.reload() : start());
            }}
          />
        ) : null}
        <MappingBar
          rows={run.rows}
          missing={missingOf(kind.fields, draft)}
          isConfirmed={run.confirmed}
          isSaved={state.isSaved}
          isRunning={check.isRunning}
          onCheck={start}
        />
      </div>
    </fieldset>
  );
}
