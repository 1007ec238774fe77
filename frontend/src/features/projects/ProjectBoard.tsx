import { useMemo } from "react";
import { Board, type BoardStage } from "@/components/Board";
import { Button } from "@/components/Button";
import { ErrorState } from "@/components/ErrorState";
import { MoneyText } from "@/components/MoneyText";
import { Skeleton } from "@/components/Skeleton";
import { useSession } from "@/hooks/useSession";
import { m } from "@/paraglide/messages";
import { useCurrency } from "@/parts/cycles";
import { useMayPlan } from "@/parts/useMayPlan";
import { type ProjectItem, type Stage, stages, stageWord } from "./model";
import { NoProjects } from "./NoProjects";
import { ProjectCard } from "./ProjectCard";
import { useBoard } from "./useProjects";
import { useStageMove } from "./useStageMove";

/** Open projects by stage, the latest closed ones at the end. */
export function ProjectBoard({ onCreate }: { onCreate?: () => void }) {
  const open = useBoard(true);
  const closed = useBoard(false);
  const { move, dialog } = useStageMove();
  const mayPlan = useMayPlan();
  const currency = useCurrency();
  const { sees } = useSession();
  const cards = useMemo(
    () => [...open.rows, ...closed.rows.filter((row) => !open.rows.some((other) => other.id === row.id))],
    [open.rows, closed.rows],
  );
  const columns: BoardStage[] = stages.map((stage) => ({
    id: stage,
    title: stageWord[stage](),
    aside:
      stage === "closed" ? (
        closed.rows.length > 0 && m.projects_closed_latest({ count: closed.rows.length })
      ) : sees("commercial") && !open.hasMore && total(cards, stage) > 0 ? (
        <MoneyText value={total(cards, stage)} currency={currency} compact />
      ) : undefined,
  }));
  if (open.error) return <ErrorState error={open.error} onRetry={open.retry} />;
  if (open.isPending) return <Waiting />;
  if (cards.length === 0 && !closed.isPending) return <NoProjects onCreate={onCreate} />;
  return (
    <div className="flex h-full flex-col px-4 pt-3 md:px-6">
      {open.hasMore && (
        <p className="mb-2 flex items-center gap-3 text-ink-soft text-sm">
          {m.projects_board_more()}
          <Button size="sm" busy={open.isLoadingMore} onClick={open.loadMore}>
            {m.common_more()}
          </Button>
        </p>
      )}
      <h2 className="sr-only">{m.projects_board_label()}</h2>
      <div className="min-h-0 grow">
        <Board
          label={m.projects_board_label()}
          columns={columns}
          cards={cards}
          cardId={(row) => row.id}
          cardTitle={(row) => row.name}
          columnOf={(row) => row.stage}
          renderCard={(row) => <ProjectCard row={row} currency={currency} />}
          onMove={(row, stage) => move(row, stage as Stage)}
          movable={(row) => mayPlan && row.stage !== "closed"}
        />
      </div>
      {dialog}
    </div>
  );
}

const total = (rows: readonly ProjectItem[], stage: Stage) =>
  rows.reduce((sum, row) => (row.stage === stage ? sum + (row.value ?? 0) : sum), 0);

function Waiting() {
  return (
    <div role="status" aria-label={m.common_loading()} className="flex h-full gap-3 overflow-hidden px-4 pt-3 md:px-6">
      {stages.map((stage) => (
        <Skeleton key={stage} className="h-full w-72 shrink-0" />
      ))}
    </div>
  );
}
