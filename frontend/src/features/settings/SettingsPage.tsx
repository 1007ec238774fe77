import { Page } from "@/components/Page";
import { m } from "@/paraglide/messages";

export function SettingsPage() {
  return <Page title={m.settings_title()} />;
}
