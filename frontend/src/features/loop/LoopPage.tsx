import { Page } from "@/components/Page";
import { m } from "@/paraglide/messages";

export function LoopPage() {
  return <Page title={m.loop_title()} />;
}
