import { Link, useNavigate } from "@tanstack/react-router";
import { Badge } from "@/components/Badge";
import { Breadcrumbs } from "@/components/Breadcrumbs";
import { Card } from "@/components/Card";
import { ErrorState } from "@/components/ErrorState";
import { Page } from "@/components/Page";
import { SkeletonLines } from "@/components/Skeleton";
import { Tabs } from "@/components/Tabs";
import { useTitle } from "@/hooks/useTitle";
import { m } from "@/paraglide/messages";
import { LazyFiles } from "@/parts/attachments/LazyFiles";
import { Comments } from "@/parts/comments/Comments";
import { ActivitiesTab } from "./ActivitiesTab";
import { FactsTab } from "./FactsTab";
import { HistoryTab } from "./HistoryTab";
import { outcomeTone, outcomeWord, type ProjectOut, stageWord } from "./model";
import { projectRoute } from "./routes";
import { StageActions } from "./StageActions";
import { TeamTab } from "./TeamTab";
import { useProject } from "./useProject";

/** One project: what the next gate asks, the facts it looks at, who does what, and how it came here. */
export function ProjectPage() {
  const { projectId } = projectRoute.useParams();
  const project = useProject(projectId);
  useTitle(project.data?.name);
  if (project.data) return <Shown project={project.data} />;
  return (
    <Page title={m.projects_one()}>
      {project.error ? (
        <ErrorState error={project.error} onRetry={() => void project.refetch()} />
      ) : (
        <SkeletonLines lines={12} label={m.common_loading()} />
      )}
    </Page>
  );
}

function Shown({ project }: { project: ProjectOut }) {
  const { tab = "facts" } = projectRoute.useSearch();
  const navigate = useNavigate({ from: projectRoute.fullPath });
  const choose = (next: string) =>
    void navigate({
      search: next === "facts" ? {} : { tab: next as "activities" | "team" | "files" | "discussion" | "history" },
    });
  return (
    <Page
      title={project.name}
      above={
        <Breadcrumbs>
          {[
            <Link key="all" to="/projects">
              {m.projects_title()}
            </Link>,
            <Link key="customer" to={`/customers/${project.customer_id}` as "/"}>
              {project.customer_name}
            </Link>,
            project.name,
          ]}
        </Breadcrumbs>
      }
      aside={
        project.outcome ? (
          <Badge tone={outcomeTone[project.outcome]}>{outcomeWord[project.outcome]()}</Badge>
        ) : (
          <Badge tone="info">{stageWord[project.stage]()}</Badge>
        )
      }
      actions={<StageActions project={project} />}
      below={
        <Tabs
          label={m.projects_tabs()}
          value={tab}
          onChange={choose}
          tabs={[
            { value: "facts", label: m.projects_tab_facts() },
            { value: "activities", label: m.projects_tab_activities() },
            { value: "team", label: m.projects_tab_team(), count: project.team.length },
            { value: "files", label: m.attachments_title() },
            { value: "discussion", label: m.together_title() },
            { value: "history", label: m.projects_tab_history() },
          ]}
        />
      }
    >
      {tab === "facts" && <FactsTab project={project} />}
      {tab === "activities" && <ActivitiesTab project={project} />}
      {tab === "team" && <TeamTab project={project} />}
      {tab === "files" && (
        <Card className="max-w-3xl">
          <LazyFiles entity="project" entityId={project.id} />
        </Card>
      )}
      {tab === "discussion" && (
        <Card className="max-w-3xl">
          <Comments entity="project" entityId={project.id} />
        </Card>
      )}
      {tab === "history" && <HistoryTab project={project} />}
    </Page>
  );
}
