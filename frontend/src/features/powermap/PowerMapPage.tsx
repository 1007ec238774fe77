import { Page } from "@/components/Page";
import { m } from "@/paraglide/messages";

export function PowerMapPage() {
  return <Page title={m.powermap_title()} />;
}
