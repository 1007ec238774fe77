import type { JobOut } from "@/api/generated";
import { m } from "@/paraglide/messages";

const kinds: Record<string, () => string> = {
  "audit.prune": m.jobs_kind_audit_prune,
  "audit.seal": m.jobs_kind_audit_seal,
  "audit.verify": m.jobs_kind_audit_verify,
  "audit.verify_nightly": m.jobs_kind_audit_verify,
  "idempotency.forget": m.jobs_kind_idempotency_forget,
  "jobs.prune": m.jobs_kind_jobs_prune,
  "notifications.forget": m.jobs_kind_notifications_forget,
  "webhooks.relay": m.jobs_kind_webhooks_relay,
  "webhooks.tidy": m.jobs_kind_webhooks_tidy,
};

/** What a job is called: by whoever ordered it, else by what it does. */
export const nameOf = (job: JobOut) => job.title || kinds[job.kind]?.() || job.kind;
