import { Page } from "@/components/Page";
import { m } from "@/paraglide/messages";

export function CustomersPage() {
  return <Page title={m.customers_title()} />;
}
