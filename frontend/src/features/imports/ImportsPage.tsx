import { Page } from "@/components/Page";
import { m } from "@/paraglide/messages";

export function ImportsPage() {
  return <Page title={m.imports_title()} />;
}
