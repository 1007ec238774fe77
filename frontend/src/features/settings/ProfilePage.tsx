import { Badge } from "@/components/Badge";
import { Card } from "@/components/Card";
import { useSession } from "@/hooks/useSession";
import { m } from "@/paraglide/messages";
import { ProfileForm } from "./ProfileForm";
import { roles, rolesOf } from "./roles";
import { SettingsFrame } from "./SettingsFrame";

/** What people say about themselves, and what the organisation lets them do. */
export function ProfilePage() {
  const { session } = useSession();
  const user = session?.user;
  return (
    <SettingsFrame title={m.settings_profile()}>
      {user && (
        <div className="mx-auto grid max-w-3xl gap-4">
          <Card title={m.settings_about_you()}>
            <ProfileForm key={`${user.name}${user.language}`} user={user} />
          </Card>
          <Card title={m.settings_your_place()}>
            <p className="pt-1 text-ink-soft">
              {user.department_name
                ? m.settings_department_is({ name: user.department_name })
                : m.settings_no_department()}
            </p>
            <ul className="mt-2 grid gap-2">
              {rolesOf(user.roles).map((role) => (
                <li key={role} className="flex flex-wrap items-baseline gap-x-2.5 gap-y-0.5">
                  <Badge tone="earth">{roles[role].label()}</Badge>
                  <span className="min-w-0 text-pretty text-ink-soft">{roles[role].may()}</span>
                </li>
              ))}
            </ul>
            <p className="mt-3 text-ink-soft text-sm">{m.settings_your_place_hint()}</p>
          </Card>
        </div>
      )}
    </SettingsFrame>
  );
}
