import { useNavigate } from "@tanstack/react-router";
import { SquareKanban, Table2 } from "lucide-react";
import { IconButton } from "@/components/IconButton";
import { m } from "@/paraglide/messages";
import { projectsRoute } from "./routes";

export function ViewSwitch() {
  const { view = "board" } = projectsRoute.useSearch();
  const navigate = useNavigate({ from: projectsRoute.fullPath });
  const choose = (next: "board" | "table") =>
    void navigate({ search: (old) => ({ ...old, view: next === "table" ? next : undefined }) });
  return (
    <fieldset aria-label={m.projects_view()} className="flex">
      <IconButton
        label={m.projects_view_board()}
        icon={<SquareKanban aria-hidden />}
        aria-pressed={view === "board"}
        onClick={() => choose("board")}
      />
      <IconButton
        label={m.projects_view_table()}
        icon={<Table2 aria-hidden />}
        aria-pressed={view === "table"}
        onClick={() => choose("table")}
      />
    </fieldset>
  );
}
