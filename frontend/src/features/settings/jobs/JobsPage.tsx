import { useNavigate } from "@tanstack/react-router";
import { Hourglass } from "lucide-react";
import { lazy, Suspense } from "react";
import { Button } from "@/components/Button";
import { Card } from "@/components/Card";
import { EmptyState } from "@/components/EmptyState";
import { ErrorState } from "@/components/ErrorState";
import { SkeletonLines } from "@/components/Skeleton";
import { Tabs } from "@/components/Tabs";
import { m } from "@/paraglide/messages";
import { jobsRoute } from "../routes";
import { SettingsFrame } from "../SettingsFrame";
import { JobRow } from "./JobRow";
import { type JobTab, tabLabel, tabs } from "./states";
import { useJobs } from "./useJobs";

const JobSheet = lazy(() => import("./JobSheet").then((module) => ({ default: module.JobSheet })));

const empty: Record<JobTab, [() => string, () => string]> = {
  live: [m.jobs_none_live, m.jobs_none_live_text],
  failed: [m.jobs_none_failed, m.jobs_none_failed_text],
  done: [m.jobs_none_done, m.jobs_none_done_text],
  cancelled: [m.jobs_none_cancelled, m.jobs_none_cancelled_text],
};

/** What the system does in the background: one's own jobs, everybody's for administrators. */
export function JobsPage() {
  const { state: tab = "live", job } = jobsRoute.useSearch();
  const navigate = useNavigate({ from: "/settings/jobs" });
  const list = useJobs(tab);
  const [title, text] = empty[tab];
  return (
    <SettingsFrame
      title={m.jobs_title()}
      filters={
        <Tabs
          label={m.jobs_by_state()}
          tabs={tabs.map((value) => ({ value, label: tabLabel[value]() }))}
          value={tab}
          onChange={(value) =>
            navigate({ search: { state: value === "live" ? undefined : (value as Exclude<JobTab, "live">) } })
          }
        />
      }
    >
      <div className="mx-auto max-w-4xl">
        {list.isPending && <SkeletonLines lines={6} label={m.common_loading()} />}
        {list.error ? <ErrorState error={list.error} onRetry={list.retry} /> : null}
        {!list.isPending && !list.error && list.rows.length === 0 && (
          <EmptyState icon={<Hourglass />} title={title()}>
            {text()}
          </EmptyState>
        )}
        {list.rows.length > 0 && (
          <Card flush>
            <ul aria-label={m.jobs_title()} className="divide-y divide-line">
              {list.rows.map((one) => (
                <JobRow key={one.id} job={one} />
              ))}
            </ul>
          </Card>
        )}
        {list.hasMore && (
          <Button className="mt-3" busy={list.isLoadingMore} onClick={list.loadMore}>
            {m.settings_more()}
          </Button>
        )}
      </div>
      <Suspense>
        {job && (
          <JobSheet
            key={job}
            id={job}
            onClose={() => navigate({ search: (old) => ({ ...old, job: undefined }), resetScroll: false })}
          />
        )}
      </Suspense>
    </SettingsFrame>
  );
}
