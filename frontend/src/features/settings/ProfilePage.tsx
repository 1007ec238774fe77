import { Page } from "@/components/Page";
import { m } from "@/paraglide/messages";

export function ProfilePage() {
  return <Page title={m.settings_profile()} />;
}
