import { Card } from "@/components/Card";
import { useSession } from "@/hooks/useSession";
import { m } from "@/paraglide/messages";
import { PasswordForm } from "../PasswordForm";
import { SettingsFrame } from "../SettingsFrame";
import { SecondFactorCard } from "./SecondFactorCard";
import { SessionsCard } from "./SessionsCard";

/** What guards one's own account. */
export function SecurityPage() {
  const { session } = useSession();
  const user = session?.user;
  return (
    <SettingsFrame title={m.security_title()}>
      {user && (
        <div className="mx-auto grid max-w-3xl gap-4">
          <SecondFactorCard due={session.second_factor_due} />
          <Card title={user.has_password ? m.settings_password_change() : m.settings_password_set()}>
            <PasswordForm user={user} />
          </Card>
          <SessionsCard />
        </div>
      )}
    </SettingsFrame>
  );
}
