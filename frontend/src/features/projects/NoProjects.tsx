import { Link, useNavigate } from "@tanstack/react-router";
import { Sprout } from "lucide-react";
import { Button, buttonClass } from "@/components/Button";
import { EmptyState } from "@/components/EmptyState";
import { m } from "@/paraglide/messages";
import { projectsRoute } from "./routes";

/** Teaches where projects come from; with filters on, offers to clear them. */
export function NoProjects({ onCreate }: { onCreate?: () => void }) {
  const { view, q, customer, who, stage, due } = projectsRoute.useSearch();
  const navigate = useNavigate({ from: projectsRoute.fullPath });
  if (q || customer || who || stage || due)
    return (
      <EmptyState
        icon={<Sprout />}
        title={m.projects_empty_filtered()}
        action={
          <>
            <Button onClick={() => void navigate({ search: { view } })}>{m.projects_filter_reset()}</Button>
            {onCreate && (
              <Button look="primary" onClick={onCreate}>
                {m.projects_create()}
              </Button>
            )}
          </>
        }
      />
    );
  return (
    <EmptyState
      icon={<Sprout />}
      title={m.projects_empty_title()}
      action={
        <>
          <Link to="/sandbox" className={buttonClass()}>
            {m.projects_empty_sandbox()}
          </Link>
          {onCreate && (
            <Button look="primary" onClick={onCreate}>
              {m.projects_create()}
            </Button>
          )}
        </>
      }
    >
      {m.projects_empty_text()}
    </EmptyState>
  );
}
