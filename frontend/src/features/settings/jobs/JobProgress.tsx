import type { JobOut } from "@/api/generated";
import { Meter } from "@/components/Meter";
import { formatNumber } from "@/lib/format";
import { m } from "@/paraglide/messages";
import { nameOf } from "./kinds";

/** How far a job is: a bar where the end is known, a count where it is not, nothing before it has begun. */
export function JobProgress({ job }: { job: JobOut }) {
  if (job.done === 0 && !job.total) return job.note ? <p className="text-ink-soft text-sm">{job.note}</p> : null;
  const done = formatNumber(job.done);
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-ink-soft text-sm">
      {job.total ? (
        <>
          <span className="w-40 max-w-full">
            <Meter
              label={nameOf(job)}
              value={(job.done / job.total) * 100}
              tone="info"
              format={(n) => `${Math.floor(n)}%`}
            />
          </span>
          <span className="tabular-nums">{m.jobs_done_of({ done, total: formatNumber(job.total) })}</span>
        </>
      ) : (
        <span className="tabular-nums">{m.jobs_done({ done })}</span>
      )}
      {job.note && <span>{job.note}</span>}
    </div>
  );
}
