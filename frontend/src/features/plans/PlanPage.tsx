import { Page } from "@/components/Page";
import { m } from "@/paraglide/messages";

export function PlanPage() {
  return <Page title={m.plans_one()} />;
}
