import { Link } from "@tanstack/react-router";
import { Lock } from "lucide-react";
import { type ReactNode, useRef } from "react";
import { EmptyState } from "@/components/EmptyState";
import { Page } from "@/components/Page";
import { useCurrentInSight } from "@/hooks/useCurrentInSight";
import { useSession } from "@/hooks/useSession";
import { m } from "@/paraglide/messages";
import { settingsParts } from "./parts";

type Props = {
  title: string;
  actions?: ReactNode;
  filters?: ReactNode;
  full?: boolean;
  /** Only those may see this part who may do this. */
  needs?: string;
  children: ReactNode;
};

/** One part of the settings with the way to the others. */
export function SettingsFrame({ title, actions, filters, full, needs, children }: Props) {
  const { can } = useSession();
  const row = useRef<HTMLElement>(null);
  useCurrentInSight(row, title);
  const isRefused = needs !== undefined && !can(needs);
  return (
    <Page
      title={title}
      full={full && !isRefused}
      actions={isRefused ? undefined : actions}
      below={
        <>
          <nav ref={row} aria-label={m.settings_title()} className="-mx-2 flex gap-1 overflow-x-auto">
            {settingsParts
              .filter((part) => !part.permission || can(part.permission))
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
