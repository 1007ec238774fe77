import { Page } from "@/components/Page";
import { m } from "@/paraglide/messages";

export function ProjectsPage() {
  return <Page title={m.projects_title()} />;
}
