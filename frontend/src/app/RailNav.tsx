import { RotateCcw } from "lucide-react";
import { Fragment } from "react";
import { useSession } from "@/hooks/useSession";
import { m } from "@/paraglide/messages";
import type { NavEntry, Stage } from "./area";
import { areas } from "./areas";
import { RailLink } from "./RailLink";

const stages: [Stage, () => string][] = [
  ["understand", m.common_stage_understand],
  ["plan", m.common_stage_plan],
  ["execute", m.common_stage_execute],
  ["evaluate", m.common_stage_evaluate],
];

/** All entries, grouped by stage; numbers and the line between them draw the loop. */
export function RailNav({ onGo }: { onGo?: () => void }) {
  const { can } = useSession();
  const entries = areas.flatMap((area) => area.nav ?? []).filter((entry) => !entry.permission || can(entry.permission));
  const links = (stage: Stage) =>
    entries
      .filter((entry) => entry.stage === stage)
      .map((entry: NavEntry) => <RailLink key={entry.to} entry={entry} onGo={onGo} />);
  return (
    <nav aria-label={m.common_main_navigation()} className="min-h-0 grow overflow-y-auto px-3 pb-3">
      <ul>{links("home")}</ul>
      <div className="relative mt-3">
        <span aria-hidden className="absolute top-3 bottom-3 left-[0.9375rem] w-px bg-line-strong" />
        {stages.map(([stage, label], index) => (
          <Fragment key={stage}>
            <h2
              id={`stage-${stage}`}
              className="relative flex h-8 items-center gap-2.5 px-1.5 font-medium text-ink-soft text-sm"
            >
              <span
                aria-hidden
                className="flex size-[1.125rem] items-center justify-center rounded-full border border-earth bg-canvas font-semibold text-[0.6875rem] text-earth-ink"
              >
                {index + 1}
              </span>
              {label()}
            </h2>
            <ul aria-labelledby={`stage-${stage}`} className="mb-1 pl-6">
              {links(stage)}
            </ul>
          </Fragment>
        ))}
        <p className="relative flex h-7 items-center gap-2.5 px-1.5 text-ink-faint text-xs">
          <span aria-hidden className="flex size-[1.125rem] items-center justify-center bg-canvas">
            <RotateCcw className="size-3.5" />
          </span>
          {m.common_loop_again()}
        </p>
      </div>
      <ul className="mt-3 border-line border-t pt-3">{links("system")}</ul>
    </nav>
  );
}
