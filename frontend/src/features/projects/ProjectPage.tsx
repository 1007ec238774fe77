import { Page } from "@/components/Page";
import { m } from "@/paraglide/messages";

export function ProjectPage() {
  return <Page title={m.projects_one()} />;
}
