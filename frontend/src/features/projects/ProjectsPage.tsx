import { useNavigate } from "@tanstack/react-router";
import { Plus } from "lucide-react";
import { exportProjects } from "@/api/generated";
import { Button } from "@/components/Button";
import { useGridView } from "@/components/DataGrid";
import { Page } from "@/components/Page";
import { m } from "@/paraglide/messages";
import { ExportButton } from "@/parts/ExportButton";
import { useMayPlan } from "@/parts/useMayPlan";
import { queryOf } from "@/parts/views/model";
import { useSavedViews } from "@/parts/views/useSavedViews";
import { ViewsMenu } from "@/parts/views/ViewsMenu";
import { CreateProject } from "./CreateProject";
import { ProjectBoard } from "./ProjectBoard";
import { ProjectFilters } from "./ProjectFilters";
import { ProjectTable } from "./ProjectTable";
import { projectsRoute } from "./routes";
import { useFilters } from "./useProjects";
import { ViewSwitch } from "./ViewSwitch";

/** Where every project stands, who moves next, and what is late. */
export function ProjectsPage() {
  const search = projectsRoute.useSearch();
  const { view = "board", create, saved } = search;
  const navigate = useNavigate({ from: projectsRoute.fullPath });
  const mayPlan = useMayPlan();
  const filters = useFilters();
  const [grid, setGrid] = useGridView("projects");
  const views = useSavedViews({
    of: "projects",
    param: "saved",
    query: queryOf(search, ["saved", "create", "opportunity"]),
    id: saved,
    grid,
    onGrid: setGrid,
    go: (query, id, replace) => void navigate({ search: { ...query, saved: id }, replace }),
  });
  const creating = (open: boolean) =>
    void navigate({ search: (old) => ({ ...old, create: open || undefined, opportunity: undefined }) });
  return (
    <Page
      title={m.projects_title()}
      full
      actions={
        <>
          <ViewsMenu views={views} all={m.views_all_projects()} />
          <ViewSwitch />
          <ExportButton
            name={m.projects_title()}
            fetchFile={(format) => exportProjects({ query: { ...filters, format }, parseAs: "blob" })}
          />
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
        <ProjectTable view={grid} onView={setGrid} onCreate={mayPlan ? () => creating(true) : undefined} />
      )}
      {create && mayPlan && <CreateProject onClose={() => creating(false)} />}
    </Page>
  );
}
