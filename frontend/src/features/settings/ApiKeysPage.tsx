import { Page } from "@/components/Page";
import { m } from "@/paraglide/messages";

export function ApiKeysPage() {
  return <Page title={m.settings_api_keys()} />;
}
