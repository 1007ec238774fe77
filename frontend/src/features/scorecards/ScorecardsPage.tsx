import { Page } from "@/components/Page";
import { m } from "@/paraglide/messages";

export function ScorecardsPage() {
  return <Page title={m.scorecards_title()} />;
}
