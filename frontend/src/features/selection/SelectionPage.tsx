import { Page } from "@/components/Page";
import { m } from "@/paraglide/messages";

export function SelectionPage() {
  return <Page title={m.selection_title()} />;
}
