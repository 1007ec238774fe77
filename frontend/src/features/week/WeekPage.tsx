import { Page } from "@/components/Page";
import { m } from "@/paraglide/messages";

export function WeekPage() {
  return <Page title={m.week_title()} />;
}
