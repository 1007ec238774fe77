import { useMutation } from "@tanstack/react-query";
import { Link2, ShieldOff, UserRoundCheck, UserRoundX } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { atVersion } from "@/api/client";
import { createSignInLink, updateUser } from "@/api/generated";
import { asProblem } from "@/api/problem";
import { Badge } from "@/components/Badge";
import { Button } from "@/components/Button";
import { toast } from "@/components/Toast";
import { usePatch } from "@/hooks/usePatch";
import { formatDate } from "@/lib/format";
import { m } from "@/paraglide/messages";
import { CopyField } from "./CopyField";
import type { User } from "./useUsers";

const ResetSecondFactor = lazy(() =>
  import("./ResetSecondFactor").then((module) => ({ default: module.ResetSecondFactor })),
);

/** How a user comes in: a link that works once; or not at all any more. */
export function UserAccess({ user }: { user: User }) {
  const patch = usePatch<User>({
    noun: "user",
    patch: (record, { active }) =>
      updateUser({ path: { user_id: record.id }, body: { active }, headers: atVersion(record) }),
  });
  const link = useMutation({
    mutationFn: () => createSignInLink({ path: { user_id: user.id } }),
    onError: (error) => toast.problem(asProblem(error)),
  });
  const [isAsked, setAsked] = useState(false);
  const isActive = user.active;
  return (
    <section aria-label={m.settings_access()} className="mb-5 grid gap-3 rounded-lg border border-line bg-surface p-4">
      <div className="flex flex-wrap items-center gap-2">
        <Badge tone={isActive ? "good" : "neutral"}>{isActive ? m.settings_active() : m.settings_inactive()}</Badge>
        {user.second_factor_at && <Badge tone="info">{m.security_user_factor()}</Badge>}
        {user.has_sso && <Badge tone="info">{m.security_user_sso()}</Badge>}
        <span className="grow" />
        {user.second_factor_at && (
          <Button size="sm" icon={<ShieldOff aria-hidden />} onClick={() => setAsked(true)}>
            {m.security_user_reset()}
          </Button>
        )}
        {isActive && (
          <Button size="sm" icon={<Link2 aria-hidden />} busy={link.isPending} onClick={() => link.mutate()}>
            {m.settings_link_make()}
          </Button>
        )}
        <Button
          size="sm"
          icon={isActive ? <UserRoundX aria-hidden /> : <UserRoundCheck aria-hidden />}
          disabled={patch.isPending}
          onClick={() => patch.mutate({ record: user, change: { active: !isActive } })}
        >
          {isActive ? m.settings_deactivate() : m.settings_activate()}
        </Button>
      </div>
      <p className="text-pretty text-ink-soft text-sm">
        {isActive ? m.settings_active_text() : m.settings_inactive_text()}
      </p>
      {link.data && (
        <CopyField
          label={m.settings_link()}
          value={location.origin + link.data.path}
          hint={m.settings_link_hint({ name: user.name, at: formatDate(link.data.expires_at, "dateTime") })}
        />
      )}
      <Suspense>{isAsked && <ResetSecondFactor user={user} onClose={() => setAsked(false)} />}</Suspense>
    </section>
  );
}
