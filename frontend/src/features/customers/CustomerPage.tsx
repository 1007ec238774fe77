import { Page } from "@/components/Page";
import { m } from "@/paraglide/messages";

export function CustomerPage() {
  return <Page title={m.customers_one()} />;
}
