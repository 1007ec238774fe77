import { useNavigate } from "@tanstack/react-router";
import { Plus } from "lucide-react";
import { Button } from "@/components/Button";
import { Page } from "@/components/Page";
import { m } from "@/paraglide/messages";
import { useMayPlan } from "@/parts/useMayPlan";
import { CreateProject } from "./CreateProject";
import { ProjectBoard } from "./ProjectBoard";
import { ProjectFilters } from "./ProjectFilters";
import { ProjectTable } from "./ProjectTable";
import { projectsRoute } from "./routes";
import { ViewSwitch } from "./ViewSwitch";

/** Where every project stands, who moves next, and what is late. */
export function ProjectsPage() {
  const { view = "board", create } = projectsRoute.useSearch();
  const navigate = useNavigate({ from: projectsRoute.fullPath });
  const mayPlan = useMayPlan();
  const creating = (open: boolean) =>
    void navigate({ search: (old) => ({ ...old, create: open || undefined, opportunity: undefined }) });
  return (
    <Page
      title={m.projects_title()}
      full
      actions={
        <>
          <ViewSwitch />
          {mayPlan && (
            <Button look="primary" icon={<Plus aria-hidden />} onClick={() => creating(true)}>
              {m.projects_create()}
            </Button>
          )}
        </>
      }
      below={<ProjectFilters />}
    >
      {view === "board" ? (
        <ProjectBoard onCreate={mayPlan ? () => creating(true) : undefined} />
      ) : (
        <ProjectTable onCreate={mayPlan ? () => creating(true) : undefined} />
      )}
      {create && mayPlan && <CreateProject onClose={() => creating(false)} />}
    </Page>
  );
}
