import { useMutation, useQueryClient } from "@tanstack/react-query";
import { RotateCcw, X } from "lucide-react";
import { cancelJob, type JobOut, replayJob } from "@/api/generated";
import { asProblem } from "@/api/problem";
import { Button } from "@/components/Button";
import { toast } from "@/components/Toast";
import { useSession } from "@/hooks/useSession";
import { m } from "@/paraglide/messages";
import { nameOf } from "./kinds";
import { isLive, mayRunAgain } from "./states";
import { jobKey } from "./useJobs";

/** Cancel what waits or runs; run again what failed or was cancelled. One's own, or anybody's with the right to. */
export function JobActions({ job }: { job: JobOut }) {
  const client = useQueryClient();
  const { session, can } = useSession();
  const act = useMutation({
    mutationFn: (call: typeof cancelJob) => call({ path: { job_id: job.id } }),
    onSuccess: (now) => {
      toast.done(isLive(job) ? cancelled(now) : m.jobs_again_done({ name: nameOf(now) }));
      return client.invalidateQueries({ queryKey: [jobKey] });
    },
    onError: (error) => toast.problem(asProblem(error)),
  });
  if (job.created_by !== session?.user.id && !can("jobs:write")) return null;
  if (isLive(job)) {
    return (
      <Button
        size="sm"
        icon={<X aria-hidden />}
        busy={act.isPending}
        disabled={job.cancel_asked_at !== null}
        aria-label={m.jobs_cancel_named({ name: nameOf(job) })}
        onClick={() => act.mutate(cancelJob)}
      >
        {m.jobs_cancel()}
      </Button>
    );
  }
  if (!mayRunAgain(job)) return null;
  return (
    <Button
      size="sm"
      icon={<RotateCcw aria-hidden />}
      busy={act.isPending}
      aria-label={m.jobs_again_named({ name: nameOf(job) })}
      onClick={() => act.mutate(replayJob)}
    >
      {m.jobs_again()}
    </Button>
  );
}

const cancelled = (job: JobOut) =>
  job.state === "cancelled" ? m.jobs_cancel_done({ name: nameOf(job) }) : m.jobs_cancel_asked({ name: nameOf(job) });
