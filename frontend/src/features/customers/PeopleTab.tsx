import { useNavigate } from "@tanstack/react-router";
import { Network, Plus, Users } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { type ContactOut, listContacts } from "@/api/generated";
import { Avatar } from "@/components/Avatar";
import { Badge } from "@/components/Badge";
import { Button } from "@/components/Button";
import { Card } from "@/components/Card";
import { EmptyState } from "@/components/EmptyState";
import { ErrorState } from "@/components/ErrorState";
import { Skeleton } from "@/components/Skeleton";
import { useList } from "@/hooks/useList";
import { useSession } from "@/hooks/useSession";
import { m } from "@/paraglide/messages";
import { customerRoute } from "./routes";

// Forms come when they are first opened: reading a page stays light.
const ContactSheet = lazy(() => import("./ContactSheet").then((module) => ({ default: module.ContactSheet })));

/** The people at this customer, whom they report to, and who of us looks after them. */
export function PeopleTab({ customerId }: { customerId: string }) {
  const { open } = customerRoute.useSearch();
  const navigate = useNavigate({ from: "/customers/$customerId" });
  const { can } = useSession();
  const [creating, setCreating] = useState(false);
  const list = useList<ContactOut>({
    noun: "contact",
    params: { customerId },
    fetch: (cursor, signal) => listContacts({ query: { customer_id: customerId, cursor, limit: 100 }, signal }),
  });
  const show = (id: string | undefined) =>
    navigate({ search: (old) => ({ ...old, open: id, part: undefined }), replace: true });
  const chosen = list.rows.find((row) => row.id === open);
  const add = can("records:team") && (
    <Button icon={<Plus />} onClick={() => setCreating(true)}>
      {m.customers_contact_create()}
    </Button>
  );
  return (
    <>
      {list.isPending && <Skeleton className="h-64" />}
      {list.error && <ErrorState error={list.error} onRetry={list.retry} />}
      {!list.isPending && !list.error && list.rows.length === 0 && (
        <EmptyState icon={<Users />} title={m.customers_people_empty()} action={add}>
          {m.customers_people_empty_text()}
        </EmptyState>
      )}
      {list.rows.length > 0 && (
        <Card
          title={m.customers_tab_people()}
          actions={
            <>
              <Button
                look="quiet"
                icon={<Network />}
                onClick={() => navigate({ href: `/powermap?customer=${customerId}` })}
              >
                {m.customers_to_power_map()}
              </Button>
              {add}
            </>
          }
        >
          <ul className="divide-y divide-line">
            {list.rows.map((row) => (
              <Person key={row.id} row={row} all={list.rows} onOpen={() => show(row.id)} />
            ))}
          </ul>
          {list.hasMore && <Button onClick={list.loadMore}>{m.common_more()}</Button>}
        </Card>
      )}
      <Suspense>
        {chosen && <ContactSheet customerId={customerId} contact={chosen} onClose={() => show(undefined)} />}
        {creating && <ContactSheet customerId={customerId} onClose={() => setCreating(false)} />}
      </Suspense>
    </>
  );
}

function Person({ row, all, onOpen }: { row: ContactOut; all: readonly ContactOut[]; onOpen: () => void }) {
  const chief = all.find((one) => one.id === row.reports_to_id);
  return (
    <li>
      <button
        type="button"
        onClick={onOpen}
        className="-mx-2 flex w-[calc(100%+1rem)] items-center gap-3 rounded-md px-2 py-2 text-left hover:bg-hover"
      >
        <Avatar name={row.name} />
        <span className="min-w-0 grow">
          <span className="flex flex-wrap items-center gap-2">
            <span className="font-medium">{row.erased_at ? m.privacy_erased() : row.name}</span>
            {row.is_decider && <Badge tone="good">{m.customers_is_decider()}</Badge>}
            {row.is_payer && <Badge tone="info">{m.customers_is_payer()}</Badge>}
            {row.is_user && <Badge>{m.customers_is_user()}</Badge>}
          </span>
          <span className="block truncate text-ink-soft text-sm">
            {[row.department, row.title].filter(Boolean).join(" · ")}
            {chief && ` · ${m.customers_reports_to_named({ name: chief.name })}`}
          </span>
        </span>
        <span className="hidden shrink-0 text-ink-soft text-sm sm:block">{row.owner_name ?? ""}</span>
      </button>
    </li>
  );
}
