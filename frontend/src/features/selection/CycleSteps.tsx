import { useMutation, useQueryClient } from "@tanstack/react-query";
import { advanceCycle } from "@/api/generated";
import { asProblem } from "@/api/problem";
import { Button } from "@/components/Button";
import { Steps } from "@/components/Steps";
import { toast } from "@/components/Toast";
import { m } from "@/paraglide/messages";
import { type CycleDetail, type CycleState, cycleStates, cycleStateWord } from "./model";

/** Where one may go from here. Issuing is done by deciding a scenario. */
const next: Partial<Record<CycleState, CycleState>> = {
  open: "scoring",
  scoring: "selecting",
  issued: "executing",
  executing: "evaluating",
  evaluating: "closed",
};
const undecided: readonly CycleState[] = ["open", "scoring", "selecting"];

export function CycleSteps({ cycle, mayDecide }: { cycle: CycleDetail; mayDecide: boolean }) {
  const client = useQueryClient();
  const at = cycleStates.indexOf(cycle.state);
  const free = undecided.includes(cycle.state);
  const move = useMutation({
    mutationFn: (to: CycleState) => advanceCycle({ path: { cycle_id: cycle.id }, body: { to } }),
    onSuccess: (saved) => {
      toast.done(m.selection_cycle_now({ state: cycleStateWord[saved.state]() }));
      return client.invalidateQueries({ queryKey: ["planning_cycle"] });
    },
    onError: (error) => toast.problem(asProblem(error)),
  });
  const to = next[cycle.state];
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <Steps
        label={m.selection_cycle_state()}
        steps={cycleStates.map((state) => cycleStateWord[state]())}
        current={at}
        onGo={mayDecide && free ? (step) => cycleStates[step] && move.mutate(cycleStates[step]) : undefined}
      />
      {mayDecide && to && (
        <Button size="sm" busy={move.isPending} onClick={() => move.mutate(to)}>
          {m.selection_cycle_advance({ state: cycleStateWord[to]() })}
        </Button>
      )}
      {cycle.state === "selecting" && <p className="text-ink-soft text-sm">{m.selection_cycle_decide_hint()}</p>}
    </div>
  );
}
