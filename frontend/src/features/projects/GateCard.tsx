import { Card } from "@/components/Card";
import { ErrorState } from "@/components/ErrorState";
import { Meter } from "@/components/Meter";
import { SkeletonLines } from "@/components/Skeleton";
import { m } from "@/paraglide/messages";
import { GateChecklist } from "./GateChecklist";
import { nextStage, type ProjectOut, stageWord } from "./model";
import { useGate } from "./useGate";

/** What the next gate asks, always in sight. */
export function GateCard({ project }: { project: ProjectOut }) {
  const gate = useGate(project.id);
  const next = nextStage(project.stage);
  if (!next) return null;
  const checks = gate.data?.checks ?? [];
  const passed = checks.filter((check) => check.passed).length;
  return (
    <Card title={m.projects_gate_next({ stage: stageWord[next]() })}>
      {next === "bid" && <p className="mb-2 text-ink-soft text-sm">{m.projects_gate_initiation()}</p>}
      {gate.error && !gate.data && <ErrorState compact error={gate.error} onRetry={() => void gate.refetch()} />}
      {gate.isPending && <SkeletonLines lines={4} label={m.common_loading()} />}
      {gate.data && (
        <>
          <div className="mb-1 flex items-center gap-3 text-sm">
            <span className="w-24">
              <Meter
                label={m.projects_gate_next({ stage: stageWord[next]() })}
                value={passed}
                max={checks.length}
                bare
              />
            </span>
            <span className="text-ink-soft">
              {gate.data.passed
                ? m.projects_gate_passed_all()
                : m.projects_gate_count({ passed, total: checks.length })}
            </span>
          </div>
          <GateChecklist checks={checks} project={project} />
        </>
      )}
    </Card>
  );
}
