import { getSignInSettings, type SignInSettingOut } from "@/api/generated";
import { Card } from "@/components/Card";
import { ErrorState } from "@/components/ErrorState";
import { SkeletonLines } from "@/components/Skeleton";
import { useRecord } from "@/hooks/useRecord";
import { useSession } from "@/hooks/useSession";
import { m } from "@/paraglide/messages";
import { SettingsFrame } from "../SettingsFrame";
import { SecondFactorRoles } from "./SecondFactorRoles";
import { SsoForm } from "./SsoForm";

/** How people may sign in, for administrators. */
export function SignInSettingsPage() {
  const { can } = useSession();
  const record = useRecord<SignInSettingOut>({
    noun: "sign-in-settings",
    id: "one",
    fetch: (signal) => getSignInSettings({ signal }),
    enabled: can("identity:write"),
  });
  return (
    <SettingsFrame needs="identity:write" title={m.security_ways_title()}>
      <div className="mx-auto grid max-w-3xl gap-4">
        {record.isPending && <SkeletonLines lines={12} label={m.common_loading()} />}
        {record.error ? <ErrorState error={record.error} onRetry={() => void record.refetch()} /> : null}
        {record.data && (
          <>
            <Card title={m.security_ways_factor()}>
              <SecondFactorRoles setting={record.data} />
            </Card>
            <Card title={m.security_sso()}>
              <SsoForm setting={record.data} />
            </Card>
          </>
        )}
      </div>
    </SettingsFrame>
  );
}
