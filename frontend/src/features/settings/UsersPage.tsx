import { Page } from "@/components/Page";
import { m } from "@/paraglide/messages";

export function UsersPage() {
  return <Page title={m.settings_users()} />;
}
