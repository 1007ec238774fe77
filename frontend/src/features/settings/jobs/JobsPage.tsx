import { useNavigate } from "@tanstack/react-router";
import { Hourglass } from "lucide-react";
import { lazy, Suspense } from "react";
import { EmptyState } from "@/components/EmptyState";
import { Tabs } from "@/components/Tabs";
import { m } from "@/paraglide/messages";
import { RecordList } from "@/parts/RecordList";
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
        <RecordList
          label={m.jobs_title()}
          list={list}
          empty={
            <EmptyState icon={<Hourglass />} title={title()}>
              {text()}
            </EmptyState>
          }
          row={(one) => <JobRow key={one.id} job={one} />}
        />
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
