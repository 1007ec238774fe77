import { Link } from "@tanstack/react-router";
import type { JobOut } from "@/api/generated";
import { Badge } from "@/components/Badge";
import { DateText } from "@/components/DateText";
import { JobActions } from "./JobActions";
import { JobProgress } from "./JobProgress";
import { nameOf } from "./kinds";
import { stateOf } from "./states";

/** One job in the list; its name leads to all there is to know of it. */
export function JobRow({ job }: { job: JobOut }) {
  const state = stateOf(job);
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-2 px-4 py-3">
      <div className="min-w-0 grow basis-72 space-y-1.5">
        <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
          <Link
            to="/settings/jobs"
            search={(old: object) => ({ ...old, job: job.id })}
            className="font-medium hover:underline pointer-coarse:py-1.5"
          >
            {nameOf(job)}
          </Link>
          <Badge tone={state.tone}>{state.label}</Badge>
        </p>
        <JobProgress job={job} />
        {job.error && <p className="break-words text-bad-ink text-sm">{job.error}</p>}
        <p className="text-ink-faint text-xs">
          {job.created_name} · <DateText value={job.created_at} style="relative" />
        </p>
      </div>
      <JobActions job={job} />
    </li>
  );
}
