import { Page } from "@/components/Page";
import { m } from "@/paraglide/messages";

export function SandboxPage() {
  return <Page title={m.sandbox_title()} />;
}
