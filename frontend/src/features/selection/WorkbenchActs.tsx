import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Calculator, Copy, Ellipsis, Gavel, Pencil, Trash2, Undo2 } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { atVersion } from "@/api/client";
import { createSelection, deleteSelection, solveSelection, updateSelection } from "@/api/generated";
import { asProblem } from "@/api/problem";
import { Button } from "@/components/Button";
import { ConfirmDialog } from "@/components/ConfirmDialog";
import { IconButton } from "@/components/IconButton";
import { Menu } from "@/components/Menu";
import { toast } from "@/components/Toast";
import { m } from "@/paraglide/messages";
import type { CycleDetail, SelectionOut } from "./model";
import { workbenchRoute } from "./routes";
import type { Row } from "./rows";
import type { Names } from "./sentences";
import type { useDraft } from "./useDraft";
import type { useOverrides } from "./useOverrides";
import { useKeep } from "./useSelection";

// Forms come when they are first opened.
const DecideDialog = lazy(() => import("./DecideDialog").then((module) => ({ default: module.DecideDialog })));
const NameDialog = lazy(() => import("./NameDialog").then((module) => ({ default: module.NameDialog })));

type WorkbenchActsProps = {
  selection: SelectionOut;
  cycle: CycleDetail;
  rules: ReturnType<typeof useDraft>;
  rows: readonly Row[];
  names: Names;
  overrides: ReturnType<typeof useOverrides>;
  /** Another scenario of the cycle was decided. */
  passed: boolean;
  mayDecide: boolean;
};

export function WorkbenchActs({
  selection,
  cycle,
  rules,
  rows,
  names,
  overrides,
  passed,
  mayDecide,
}: WorkbenchActsProps) {
  const [asking, setAsking] = useState<"decide" | "rename" | "copy" | "correct" | "delete" | null>(null);
  const keep = useKeep();
  const client = useQueryClient();
  const navigate = useNavigate();
  const path = { selection_id: selection.id };
  const decided = selection.state === "decided";
  const solve = useMutation({
    mutationFn: async () => {
      if (rules.isChanged) keep(await updateSelection({ path, body: rules.draft, headers: atVersion(selection) }));
      return solveSelection({ path });
    },
    onSuccess: keep,
    onError: (error) => {
      toast.problem(asProblem(error));
      void client.invalidateQueries({ queryKey: ["selection", "record", selection.id] });
    },
  });
  const copy = async (name: string, corrects: string | null) => {
    const { draft } = rules;
    const made = await createSelection({ body: { cycle_id: cycle.id, name, ...draft, corrects } });
    keep(made);
    await navigate({ to: workbenchRoute.fullPath, params: { cycleId: cycle.id, selectionId: made.id } });
  };
  if (!mayDecide) return null;
  const inForce = cycle.decided_selection_id;
  const items = [
    ...(decided ? [] : [{ label: m.selection_rename(), icon: <Pencil />, onSelect: () => setAsking("rename") }]),
    ...(decided || passed
      ? []
      : [{ label: m.selection_copy(), icon: <Copy />, onSelect: () => setAsking("copy" as const) }]),
    ...(inForce ? [{ label: m.selection_correct(), icon: <Undo2 />, onSelect: () => setAsking("correct") }] : []),
    ...(decided
      ? []
      : [{ label: m.common_delete(), icon: <Trash2 />, danger: true, onSelect: () => setAsking("delete") }]),
  ] as const;
  return (
    <>
      <Menu align="end" trigger={<IconButton label={m.selection_more()} icon={<Ellipsis />} />} groups={[{ items }]} />
      {!decided && !passed && (
        <>
          <Button
            look={selection.state === "draft" || rules.isChanged ? "primary" : "secondary"}
            icon={<Calculator aria-hidden />}
            busy={solve.isPending}
            onClick={() => solve.mutate()}
          >
            {rules.isChanged ? m.selection_save_and_solve() : m.selection_solve()}
          </Button>
          <Button
            look={selection.state === "solved" && !rules.isChanged ? "primary" : "secondary"}
            icon={<Gavel aria-hidden />}
            disabled={selection.state !== "solved" || rules.isChanged || solve.isPending}
            onClick={() => setAsking("decide")}
          >
            {m.selection_decide()}
          </Button>
        </>
      )}
      <Suspense>
        {asking === "decide" && (
          <DecideDialog
            {...{ selection, cycle, rows, names }}
            overrides={overrides.overrides}
            onClose={() => setAsking(null)}
            onDecided={() => {
              overrides.clear();
              setAsking(null);
            }}
          />
        )}
        {asking === "rename" && (
          <NameDialog
            title={m.selection_rename()}
            name={selection.name}
            onClose={() => setAsking(null)}
            onName={async (name) =>
              keep(await updateSelection({ path, body: { name }, headers: atVersion(selection) }))
            }
          />
        )}
        {asking === "copy" && (
          <NameDialog
            title={m.selection_copy()}
            name={m.selection_copy_name({ name: selection.name })}
            onClose={() => setAsking(null)}
            onName={(name) => copy(name, selection.corrects)}
          />
        )}
        {asking === "correct" && (
          <NameDialog
            title={m.selection_correct()}
            hint={m.selection_correct_hint()}
            name={m.selection_correct_name({ name: selection.name })}
            onClose={() => setAsking(null)}
            onName={(name) => copy(name, inForce)}
          />
        )}
      </Suspense>
      <ConfirmDialog
        open={asking === "delete"}
        onOpenChange={() => setAsking(null)}
        title={m.selection_delete_title({ name: selection.name })}
        consequence={m.selection_delete_text()}
        confirm={m.common_delete()}
        onConfirm={async () => {
          await deleteSelection({ path, headers: atVersion(selection) });
          await client.invalidateQueries({ queryKey: ["selection", "of", cycle.id] });
          await navigate({ to: "/selection", search: { cycle: cycle.id } });
        }}
      />
    </>
  );
}
