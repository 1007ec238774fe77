import type { ReactNode } from "react";
import { getJob, type JobOut } from "@/api/generated";
import { Badge } from "@/components/Badge";
import { DateText } from "@/components/DateText";
import { ErrorState } from "@/components/ErrorState";
import { Sheet } from "@/components/Sheet";
import { SkeletonLines } from "@/components/Skeleton";
import { useRecord } from "@/hooks/useRecord";
import { m } from "@/paraglide/messages";
import { JobActions } from "./JobActions";
import { JobProgress } from "./JobProgress";
import { nameOf } from "./kinds";
import { isLive, stateOf } from "./states";
import { jobKey, useFresh } from "./useJobs";

/** All there is to know of one job. */
export function JobSheet({ id, onClose }: { id: string; onClose: () => void }) {
  const {
    data: job,
    error,
    refetch,
  } = useRecord<JobOut>({
    noun: jobKey,
    id,
    fetch: (signal) => getJob({ path: { job_id: id }, signal }),
  });
  useFresh(job !== undefined && isLive(job));
  return (
    <Sheet
      open
      onOpenChange={(open) => !open && onClose()}
      title={job ? nameOf(job) : m.jobs_title()}
      footer={job && <JobActions job={job} />}
    >
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
      {!job && !error && <SkeletonLines lines={6} label={m.common_loading()} />}
      {job && <JobFacts job={job} />}
    </Sheet>
  );
}

function JobFacts({ job }: { job: JobOut }) {
  const state = stateOf(job);
  return (
    <div className="space-y-4">
      <Badge tone={state.tone}>{state.label}</Badge>
      <JobProgress job={job} />
      {job.error && (
        <p role="alert" className="break-words rounded-md bg-bad-soft px-3 py-2 text-bad-ink">
          {job.error}
        </p>
      )}
      <dl className="grid grid-cols-[max-content_1fr] gap-x-6 gap-y-2">
        <Fact term={m.jobs_kind()}>
          <code className="text-sm">{job.kind}</code>
        </Fact>
        <Fact term={m.jobs_ordered_by()}>{job.created_name}</Fact>
        <Fact term={m.jobs_ordered_at()}>
          <DateText value={job.created_at} style="dateTime" />
        </Fact>
        <Fact term={m.jobs_started_at()}>
          <DateText value={job.started_at} style="dateTime" />
        </Fact>
        <Fact term={m.jobs_finished_at()}>
          <DateText value={job.finished_at} style="dateTime" />
        </Fact>
        <Fact term={m.jobs_attempt()}>{job.attempt}</Fact>
      </dl>
    </div>
  );
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-soft">{term}</dt>
      <dd>{children}</dd>
    </>
  );
}
