import type { JobOut } from "@/api/generated";
import type { Tone } from "@/components/tone";
import { m } from "@/paraglide/messages";

type State = JobOut["state"];

/** The tabs of the list and what each asks the server for. */
export const tabs = ["live", "failed", "done", "cancelled"] as const;
export type JobTab = (typeof tabs)[number];

export const tabFilter = (tab: JobTab) => (tab === "live" ? "state in (queued, running)" : `state = ${tab}`);

export const tabLabel: Record<JobTab, () => string> = {
  live: m.jobs_tab_live,
  failed: m.jobs_tab_failed,
  done: m.jobs_tab_done,
  cancelled: m.jobs_tab_cancelled,
};

const stateLabel: Record<State, () => string> = {
  queued: m.jobs_state_queued,
  running: m.jobs_state_running,
  done: m.jobs_state_done,
  failed: m.jobs_state_failed,
  cancelled: m.jobs_state_cancelled,
};

const stateTone: Record<State, Tone> = {
  queued: "neutral",
  running: "info",
  done: "good",
  failed: "bad",
  cancelled: "neutral",
};

export const isLive = (job: JobOut) => job.state === "queued" || job.state === "running";
export const mayRunAgain = (job: JobOut) => job.state === "failed" || job.state === "cancelled";

/** A job that was asked to leave is still running until it has. */
export const stateOf = (job: JobOut): { label: string; tone: Tone } =>
  isLive(job) && job.cancel_asked_at
    ? { label: m.jobs_state_leaving(), tone: "warn" }
    : { label: stateLabel[job.state](), tone: stateTone[job.state] };
