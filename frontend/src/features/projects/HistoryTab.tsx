import { CircleCheck, CircleDashed, History, ShieldAlert } from "lucide-react";
import { listGateDecisions } from "@/api/generated";
import { DateText } from "@/components/DateText";
import { EmptyState } from "@/components/EmptyState";
import { useList } from "@/hooks/useList";
import { formatDate } from "@/lib/format";
import { m } from "@/paraglide/messages";
import { RecordList } from "@/parts/RecordList";
import { checkWord } from "./checks";
import { type GateDecisionOut, type ProjectOut, stageWord } from "./model";

/** Every gate that was tried: passed, refused with what was missing, or waived with the reason. */
export function HistoryTab({ project }: { project: ProjectOut }) {
  const list = useList<GateDecisionOut>({
    noun: "gate",
    params: { decisions: project.id },
    fetch: (cursor, signal) =>
      listGateDecisions({ path: { project_id: project.id }, query: { cursor, limit: 50 }, signal }),
  });
  return (
    <div className="mx-auto max-w-3xl">
      <p className="mb-3 text-ink-soft">
        {m.projects_history_now({
          stage: stageWord[project.stage](),
          date: formatDate(project.stage_entered_at, "dateTime"),
        })}
      </p>
      <RecordList
        label={m.projects_tab_history()}
        list={list}
        empty={
          <EmptyState icon={<History />} title={m.projects_history_empty()}>
            {m.projects_history_empty_text()}
          </EmptyState>
        }
        row={(row) => <Decision key={row.id} row={row} />}
      />
    </div>
  );
}

const icons = {
  passed: <CircleCheck aria-hidden className="mt-0.5 size-4.5 shrink-0 text-leaf" />,
  refused: <CircleDashed aria-hidden className="mt-0.5 size-4.5 shrink-0 text-bad" />,
  waived: <ShieldAlert aria-hidden className="mt-0.5 size-4.5 shrink-0 text-warn" />,
};
const words = {
  passed: m.projects_history_passed,
  refused: m.projects_history_refused,
  waived: m.projects_history_waived,
};

function Decision({ row }: { row: GateDecisionOut }) {
  const missing = row.checks.filter((check) => !check.passed).map((check) => checkWord(check.code));
  return (
    <li className="flex items-start gap-3 px-4 py-2.5">
      {icons[row.decision]}
      <div className="min-w-0 grow">
        <p>
          <span className="font-medium">{words[row.decision]()}</span>{" "}
          {m.projects_history_move({ from: stageWord[row.from_stage](), to: stageWord[row.to_stage]() })}
        </p>
        {missing.length > 0 && (
          <p className="text-ink-soft text-sm">{m.projects_history_missing({ list: missing.join(" · ") })}</p>
        )}
        {row.reason && <p className="text-sm">“{row.reason}”</p>}
      </div>
      <p className="shrink-0 text-right text-ink-soft text-sm">
        <DateText value={row.decided_at} style="dateTime" />
        <span className="block">{row.decided_by_name}</span>
      </p>
    </li>
  );
}
