import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { lazy, Suspense, useMemo, useState } from "react";
import { listOpportunities } from "@/api/generated";
import { readAll } from "@/api/readAll";
import { Badge } from "@/components/Badge";
import { Breadcrumbs } from "@/components/Breadcrumbs";
import { ErrorState } from "@/components/ErrorState";
import { Page } from "@/components/Page";
import { useMedia } from "@/hooks/useMedia";
import { useSession } from "@/hooks/useSession";
import { m } from "@/paraglide/messages";
import { ChoicesPane } from "./ChoicesPane";
import { ConflictNote } from "./ConflictNote";
import { DecidedPane } from "./DecidedPane";
import { type CycleDetail, type SelectionOut, stateTone, stateWord } from "./model";
import { PaneTabs } from "./PaneTabs";
import { ResultPane } from "./ResultPane";
import { RulesPane } from "./RulesPane";
import { workbenchRoute } from "./routes";
import { type Row, rowsOf } from "./rows";
import { useDraft } from "./useDraft";
import { useNames } from "./useNames";
import { useOverrides } from "./useOverrides";
import { usePreview } from "./usePreview";
import { useChoices } from "./useSelection";
import { WorkbenchActs } from "./WorkbenchActs";

const OverrideDialog = lazy(() => import("./OverrideDialog").then((module) => ({ default: module.OverrideDialog })));

/** Rules at the left, proposals in the middle, the result at the right; on narrow screens one at a time. */
export function Workbench({ selection, cycle }: { selection: SelectionOut; cycle: CycleDetail }) {
  const { can } = useSession();
  const wide = useMedia("(width >= 80rem)");
  const { pane = "choices" } = workbenchRoute.useSearch();
  const decided = selection.state === "decided";
  // another scenario of the cycle was decided: this one is history, unless it is to correct that decision
  const inForce = cycle.decided_selection_id;
  const passed = !decided && inForce !== null && selection.corrects !== inForce;
  const readOnly = decided || passed || !can("planning:decide");
  const rules = useDraft(selection);
  const choices = useChoices(selection);
  const proposals = useProposals(selection);
  const wanted = !decided && !passed && (rules.isChanged || selection.state === "draft");
  const { preview, isRunning, error } = usePreview(selection, rules.draft, wanted);
  const overrides = useOverrides(selection.id);
  const [asking, setAsking] = useState<Row | null>(null);
  const names = useNames(cycle, choices.data ?? []);
  const rows = useMemo(
    () => rowsOf(choices.data ?? [], proposals.data ?? [], preview, rules.draft, overrides.overrides),
    [choices.data, proposals.data, preview, rules.draft, overrides.overrides],
  );
  const titleOf = (id: string) => rows.find((row) => row.id === id)?.title ?? "…";
  const conflict = preview?.status === "infeasible" ? preview.conflict : wanted ? [] : selection.conflict;
  const loading = choices.isLoading || proposals.isLoading;
  const failed = error ?? choices.error ?? proposals.error;
  const panes = {
    rules: <RulesPane cycle={cycle} rules={rules} titleOf={titleOf} readOnly={readOnly} />,
    choices: (
      <ChoicesPane
        rows={rows}
        loading={loading}
        names={names}
        readOnly={readOnly}
        onLock={rules.lock}
        onOverride={setAsking}
        onUndoOverride={overrides.remove}
        above={
          <>
            {failed ? (
              <div className="p-3">
                <ErrorState compact error={failed} />
              </div>
            ) : null}
            {passed && (
              <p className="border-line border-b bg-warn-soft px-4 py-2 text-sm text-warn-ink">
                {m.selection_passed()}{" "}
                <Link
                  to={workbenchRoute.fullPath}
                  params={{ cycleId: cycle.id, selectionId: inForce }}
                  className="underline"
                >
                  {m.selection_see_decision()}
                </Link>
              </p>
            )}
            {conflict.length > 0 && <ConflictNote rules={conflict} names={names} />}
          </>
        }
      />
    ),
    result: (
      <>
        {decided && <DecidedPane selection={selection} cycle={cycle} />}
        <ResultPane selection={selection} cycle={cycle} preview={preview} running={isRunning} passed={passed} />
      </>
    ),
  };
  return (
    <Page
      full
      title={selection.name}
      above={
        <Breadcrumbs>
          {[
            <Link key="all" to="/selection" search={{ cycle: cycle.id }}>
              {cycle.name}
            </Link>,
            selection.name,
          ]}
        </Breadcrumbs>
      }
      aside={<Badge tone={stateTone[selection.state]}>{stateWord[selection.state]()}</Badge>}
      actions={
        <WorkbenchActs
          selection={selection}
          cycle={cycle}
          rules={rules}
          rows={rows}
          names={names}
          overrides={overrides}
          passed={passed}
          mayDecide={can("planning:decide")}
        />
      }
      below={!wide && <PaneTabs />}
    >
      {wide ? (
        <div className="grid h-full grid-cols-[17rem_minmax(0,1fr)_23rem]">
          <aside aria-label={m.selection_rules_pane()} className="overflow-y-auto border-line border-r">
            {panes.rules}
          </aside>
          {panes.choices}
          <aside aria-label={m.selection_result()} className="overflow-y-auto border-line border-l">
            {panes.result}
          </aside>
        </div>
      ) : (
        <div className={pane === "choices" ? "h-full" : "h-full overflow-y-auto"}>{panes[pane]}</div>
      )}
      <Suspense>
        {asking && (
          <OverrideDialog
            row={asking}
            names={names}
            onClose={() => setAsking(null)}
            onOverride={(reason) => overrides.set(asking.id, { chosen: !asking.chosen, reason })}
          />
        )}
      </Suspense>
    </Page>
  );
}

/** What there is to choose from, before anything was solved; a correction may also turn round what was decided. */
const useProposals = ({ cycle_id, corrects, state }: SelectionOut) =>
  useQuery({
    queryKey: ["opportunity", "proposals", cycle_id, corrects !== null],
    queryFn: ({ signal }) => {
      const states = corrects ? (["proposed", "selected", "given_up", "in_project"] as const) : (["proposed"] as const);
      return readAll((query) =>
        listOpportunities({ query: { ...query, cycle_id, state: [...states], sort: "-value" }, signal }),
      );
    },
    enabled: state === "draft",
  });
