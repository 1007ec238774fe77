import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { ListChecks, Plus } from "lucide-react";
import { useState } from "react";
import { createSelection, solveSelection } from "@/api/generated";
import { asProblem } from "@/api/problem";
import { Button, buttonClass } from "@/components/Button";
import { Card } from "@/components/Card";
import { EmptyState } from "@/components/EmptyState";
import { ErrorState } from "@/components/ErrorState";
import { SkeletonLines } from "@/components/Skeleton";
import { toast } from "@/components/Toast";
import { m } from "@/paraglide/messages";
import type { CycleDetail } from "./model";
import { NameDialog } from "./NameDialog";
import { workbenchRoute } from "./routes";
import { ScenarioTable } from "./ScenarioTable";
import { useScenarios } from "./useCycle";

/** Scenarios of the cycle side by side; a new one is solved at once. */
export function Scenarios({ cycle, mayDecide }: { cycle: CycleDetail; mayDecide: boolean }) {
  const scenarios = useScenarios(cycle.id);
  const [naming, setNaming] = useState(false);
  const navigate = useNavigate();
  const client = useQueryClient();
  const solve = useMutation({
    mutationFn: (selection_id: string) => solveSelection({ path: { selection_id } }),
    onError: (error) => toast.problem(asProblem(error)),
    onSettled: () => client.invalidateQueries({ queryKey: ["selection"] }),
  });
  const create = async (name: string) => {
    const made = await createSelection({ body: { cycle_id: cycle.id, name, corrects: cycle.decided_selection_id } });
    await solve.mutateAsync(made.id).catch(() => {});
    await navigate({ to: workbenchRoute.fullPath, params: { cycleId: cycle.id, selectionId: made.id } });
  };
  if (scenarios.error && !scenarios.data)
    return <ErrorState error={scenarios.error} onRetry={() => void scenarios.refetch()} />;
  if (!scenarios.data) return <SkeletonLines lines={5} label={m.common_loading()} />;
  const add = mayDecide && (
    <Button
      look={scenarios.data.length === 0 ? "primary" : "secondary"}
      icon={<Plus aria-hidden />}
      onClick={() => setNaming(true)}
    >
      {cycle.decided_selection_id ? m.selection_correct() : m.selection_scenario_create()}
    </Button>
  );
  return (
    <>
      {scenarios.data.length === 0 ? (
        <EmptyState icon={<ListChecks />} title={m.selection_scenarios_none()} action={add}>
          {m.selection_scenarios_none_text()}
        </EmptyState>
      ) : (
        <Card
          title={m.selection_compare()}
          actions={
            <>
              {cycle.decided_selection_id && (
                <Link
                  to={workbenchRoute.fullPath}
                  params={{ cycleId: cycle.id, selectionId: cycle.decided_selection_id }}
                  className={buttonClass("quiet", "md")}
                >
                  {m.selection_see_decision()}
                </Link>
              )}
              {add}
            </>
          }
        >
          <ScenarioTable cycle={cycle} />
        </Card>
      )}
      {naming && (
        <NameDialog
          title={cycle.decided_selection_id ? m.selection_correct() : m.selection_scenario_create()}
          hint={cycle.decided_selection_id ? m.selection_correct_hint() : m.selection_scenario_create_hint()}
          name={scenarios.data.length === 0 ? m.selection_scenario_first() : ""}
          onClose={() => setNaming(false)}
          onName={create}
        />
      )}
    </>
  );
}
