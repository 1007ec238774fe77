import { Link } from "@tanstack/react-router";
import { Lock } from "lucide-react";
import type { ReactNode } from "react";
import { EmptyState } from "@/components/EmptyState";
import { Page } from "@/components/Page";
import { useSession } from "@/hooks/useSession";
import { m } from "@/paraglide/messages";

const parts = [
  { to: "/settings/profile", label: m.settings_profile, closed: false },
  { to: "/settings/security", label: m.security_title, closed: false },
  { to: "/settings/users", label: m.settings_users, closed: true },
  { to: "/settings/departments", label: m.settings_departments, closed: false },
  { to: "/settings/api-keys", label: m.settings_api_keys, closed: true },
  { to: "/settings/sign-in", label: m.security_ways_title, closed: true },
  { to: "/settings/fields", label: m.fields_title, closed: false, needs: "fields:write" },
  { to: "/settings/webhooks", label: m.webhooks_title, closed: false, needs: "webhooks:write" },
  { to: "/settings/jobs", label: m.jobs_title, closed: false },
  { to: "/settings/audit", label: m.audit_title, closed: false, needs: "audit:read" },
  { to: "/settings/privacy", label: m.privacy_requests, closed: false, needs: "privacy:write" },
] as const;

type Props = {
  title: string;
  actions?: ReactNode;
  filters?: ReactNode;
  full?: boolean;
  /** Only administrators may see this part. */
  closed?: boolean;
  /** Only those may see this part who may do this. */
  needs?: string;
  children: ReactNode;
};

/** One part of the settings with the way to the others. */
export function SettingsFrame({ title, actions, filters, full, closed, needs, children }: Props) {
  const { can } = useSession();
  const isAdministrator = can("identity:write");
  const isRefused = (closed && !isAdministrator) || (needs !== undefined && !can(needs));
  return (
    <Page
      title={title}
      full={full && !isRefused}
      actions={isRefused ? undefined : actions}
      below={
        <>
          <nav aria-label={m.settings_title()} className="-mx-2 flex gap-1 overflow-x-auto">
            {parts
              .filter((part) => (isAdministrator || !part.closed) && (!("needs" in part) || can(part.needs)))
              .map((part) => (
                <Link
                  key={part.to}
                  to={part.to}
                  activeOptions={{ includeSearch: false }}
                  className="whitespace-nowrap rounded-md px-2.5 py-1.5 text-ink-soft hover:bg-hover hover:text-ink aria-[current=page]:bg-leaf-soft aria-[current=page]:font-medium aria-[current=page]:text-leaf-ink pointer-coarse:py-2.5"
                >
                  {part.label()}
                </Link>
              ))}
          </nav>
          {!isRefused && filters && <div className="pt-2">{filters}</div>}
        </>
      }
    >
      {isRefused ? (
        <EmptyState icon={<Lock />} title={m.settings_forbidden()}>
          {m.settings_forbidden_text()}
        </EmptyState>
      ) : (
        children
      )}
    </Page>
  );
}
