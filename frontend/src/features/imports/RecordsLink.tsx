import { Link, type LinkProps } from "@tanstack/react-router";
import { ArrowRight } from "lucide-react";
import { buttonClass } from "@/components/Button";
import { m } from "@/paraglide/messages";

type Place = { to: LinkProps["to"]; search?: Record<string, string>; label: () => string };

const places: Record<string, Place> = {
  customers: { to: "/customers", search: { sort: "-updated_at" }, label: m.imports_to_customers },
  contacts: { to: "/customers", label: m.imports_to_contacts },
  transactions: { to: "/customers", label: m.imports_to_transactions },
  product_lines: { to: "/imports", search: { kind: "transactions" }, label: m.imports_to_next_transactions },
  opportunities: { to: "/sandbox", search: { view: "table", cycle: "found" }, label: m.imports_to_sandbox },
  users: { to: "/settings/users", label: m.imports_to_users },
};

/** Where the imported records are seen, or what to bring next. */
export function RecordsLink({ kind }: { kind: string }) {
  const place = places[kind];
  if (!place) return null;
  return (
    <Link to={place.to} search={place.search as never} className={buttonClass("primary")}>
      {place.label()}
      <ArrowRight aria-hidden />
    </Link>
  );
}
