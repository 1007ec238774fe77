import { Page } from "@/components/Page";
import { m } from "@/paraglide/messages";

export function PlansPage() {
  return <Page title={m.plans_title()} />;
}
