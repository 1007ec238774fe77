import type { TransactionOut } from "@/api/generated";
import { m } from "@/paraglide/messages";

export const transactionWords: Record<TransactionOut["kind"], () => string> = {
  order: m.customers_kind_order,
  invoice: m.customers_kind_invoice,
  payment: m.customers_kind_payment,
  delivery: m.customers_kind_delivery,
  return: m.customers_kind_return,
};
