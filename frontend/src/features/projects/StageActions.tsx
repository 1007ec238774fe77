import { ArrowRight, Ellipsis } from "lucide-react";
import { Button } from "@/components/Button";
import { IconButton } from "@/components/IconButton";
import { Menu } from "@/components/Menu";
import { m } from "@/paraglide/messages";
import { useMayPlan } from "@/parts/useMayPlan";
import { isBack, nextStage, type ProjectOut, stages, stageWord } from "./model";
import { useStageMove } from "./useStageMove";

/** Forward through the next gate; back or to the end behind the dots. */
export function StageActions({ project }: { project: ProjectOut }) {
  const { move, dialog } = useStageMove();
  const mayPlan = useMayPlan();
  const next = nextStage(project.stage);
  if (!mayPlan || !next) return null;
  const earlier = stages.filter((stage) => isBack(project.stage, stage)).reverse();
  return (
    <>
      <Menu
        align="end"
        trigger={<IconButton label={m.projects_acts()} icon={<Ellipsis aria-hidden />} />}
        groups={[
          {
            items: earlier.map((stage) => ({
              label: m.projects_move_back_to({ stage: stageWord[stage]() }),
              onSelect: () => move(project, stage),
            })),
          },
          { items: [{ label: `${m.projects_close()}…`, onSelect: () => move(project, "closed") }] },
        ].filter((group) => group.items.length > 0)}
      />
      <Button look="primary" icon={<ArrowRight aria-hidden />} onClick={() => move(project, next)}>
        {next === "closed" ? m.projects_close() : m.projects_move_next({ stage: stageWord[next]() })}
      </Button>
      {dialog}
    </>
  );
}
