import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { advanceProject } from "@/api/generated";
import { asProblem } from "@/api/problem";
import { toast } from "@/components/Toast";
import { m } from "@/paraglide/messages";
import { ReasonDialog } from "@/parts/ReasonDialog";
import { CloseDialog } from "./CloseDialog";
import { GateDialog } from "./GateDialog";
import { isBack, type ProjectItem, type Stage, stageWord } from "./model";
import { useShowStage } from "./useProjects";

type Ask = { kind: "back" | "close" | "gate"; project: ProjectItem; to: Stage };

/** Moves projects between stages. Forward at once, taken back when the gate refuses; back and closing ask first. */
export function useStageMove() {
  const client = useQueryClient();
  const showStage = useShowStage();
  const [ask, setAsk] = useState<Ask | null>(null);
  const reread = () =>
    Promise.all(["project", "gate", "opportunity"].map((noun) => client.invalidateQueries({ queryKey: [noun] })));

  const moved = async (project: ProjectItem, to: Stage) => {
    setAsk(null);
    toast.done(m.projects_moved({ name: project.name, stage: stageWord[to]() }));
    await reread();
  };
  // after the facts that are still on their way: the gate looks at them, and their answers carry the old stage
  const advance = useMutation({
    scope: { id: "patch project" },
    mutationFn: ({ project, to }: { project: ProjectItem; to: Stage }) => {
      showStage(project.id, to);
      return advanceProject({ path: { project_id: project.id }, body: { to } });
    },
  });
  const forward = async (project: ProjectItem, to: Stage) => {
    showStage(project.id, to);
    try {
      await advance.mutateAsync({ project, to });
      await moved(project, to);
    } catch (error) {
      showStage(project.id, project.stage);
      const problem = asProblem(error);
      if (problem.code === "gate_refused") {
        setAsk({ kind: "gate", project, to });
        await client.invalidateQueries({ queryKey: ["gate"] });
      } else toast.problem(problem);
    }
  };
  const move = (project: ProjectItem, to: Stage) => {
    if (to === project.stage) return;
    if (isBack(project.stage, to)) setAsk({ kind: "back", project, to });
    else if (to === "closed") setAsk({ kind: "close", project, to });
    else void forward(project, to);
  };

  let dialog = null;
  const close = () => setAsk(null);
  if (ask?.kind === "gate")
    dialog = (
      <GateDialog project={ask.project} to={ask.to} onClose={close} onMoved={() => moved(ask.project, ask.to)} />
    );
  else if (ask?.kind === "close")
    dialog = <CloseDialog project={ask.project} onClose={close} onClosed={() => moved(ask.project, "closed")} />;
  else if (ask) {
    const words = { name: ask.project.name, stage: stageWord[ask.to]() };
    dialog = (
      <ReasonDialog
        title={m.projects_move_back_title(words)}
        hint={m.projects_move_back_hint()}
        confirm={m.projects_move_back()}
        onClose={close}
        onConfirm={async (reason) => {
          await advanceProject({ path: { project_id: ask.project.id }, body: { to: ask.to, reason } });
          await moved(ask.project, ask.to);
        }}
      />
    );
  }
  return { move, dialog };
}
