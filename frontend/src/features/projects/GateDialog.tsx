import { useState } from "react";
import { type AdvanceIn, advanceProject } from "@/api/generated";
import { asProblem } from "@/api/problem";
import { Button } from "@/components/Button";
import { Dialog } from "@/components/Dialog";
import { ErrorState } from "@/components/ErrorState";
import { SkeletonLines } from "@/components/Skeleton";
import { useSession } from "@/hooks/useSession";
import { m } from "@/paraglide/messages";
import { GateChecklist } from "./GateChecklist";
import { type ProjectItem, type Stage, stageWord } from "./model";
import { useGate } from "./useGate";
import { WaiveForm } from "./WaiveForm";

type GateDialogProps = { project: ProjectItem; to: Stage; onClose: () => void; onMoved: () => Promise<unknown> };

/** A refused move: what is missing and the way to mend it, or a manager's waiver. */
export function GateDialog({ project, to, onClose, onMoved }: GateDialogProps) {
  const gate = useGate(project.id, to);
  const { can } = useSession();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  // that it goes one stage forward is worth saying only when it does not
  const checks = gate.data?.checks.filter((check) => !check.passed || check.code !== "one_stage_forward") ?? [];
  const missing = checks.filter((check) => !check.passed);
  const advance = async (more: Partial<AdvanceIn> = {}) => {
    setBusy(true);
    setError(null);
    try {
      await advanceProject({ path: { project_id: project.id }, body: { to, ...more } });
      await onMoved();
    } catch (refused) {
      if (asProblem(refused).code !== "gate_refused") setError(refused);
      await gate.refetch();
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={m.projects_gate_title({ stage: stageWord[to]() })}
      description={project.name}
      footer={
        <>
          <Button onClick={onClose}>{m.common_close()}</Button>
          <Button look="primary" busy={busy} onClick={() => advance()}>
            {m.projects_gate_retry()}
          </Button>
        </>
      }
    >
      {gate.error && <ErrorState compact error={gate.error} onRetry={() => void gate.refetch()} />}
      {gate.isPending && <SkeletonLines lines={5} label={m.common_loading()} />}
      {error ? <ErrorState compact error={error} /> : null}
      {gate.data && <GateChecklist checks={checks} project={project} onLeave={onClose} />}
      {missing.length > 0 && can("planning:waive") && (
        <WaiveForm
          possible={missing.every((check) => check.waivable)}
          onWaive={(reason) => advance({ waive: true, reason })}
        />
      )}
    </Dialog>
  );
}
