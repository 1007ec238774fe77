import { Link } from "@tanstack/react-router";
import { ChevronRight } from "lucide-react";
import type { AuditItem } from "@/api/generated";
import { DateText } from "@/components/DateText";
import { m } from "@/paraglide/messages";
import { AddressLink } from "@/parts/AddressLink";
import { addressOf } from "@/parts/events/pages";
import { actionWord, entityWord } from "@/parts/events/words";
import { Changes } from "./Changes";

const action = "rounded-md px-2 py-1 text-leaf-ink text-sm hover:bg-hover pointer-coarse:py-2.5";

/** Who did what to which record; opened, from what to what, and the ways on from here. */
export function AuditRow({ item }: { item: AuditItem }) {
  const address = addressOf(item.entity, item.entity_id, item.customer_id);
  const kind = { system: m.audit_system(), api_client: m.audit_key() }[item.actor_kind];
  return (
    <li>
      <details className="group">
        <summary className="flex cursor-pointer list-none items-baseline gap-2 px-4 py-2.5 hover:bg-hover [&::-webkit-details-marker]:hidden">
          <ChevronRight aria-hidden className="size-4 shrink-0 self-center text-ink-faint group-open:rotate-90" />
          <span className="flex min-w-0 grow flex-wrap items-baseline gap-x-2">
            <span className="font-medium">
              {entityWord(item.entity)} · {actionWord(item.action)}
            </span>
            {item.title && <span className="min-w-0 truncate">{item.title}</span>}
            {item.customer_name && item.customer_name !== item.title && (
              <span className="min-w-0 truncate text-ink-soft text-sm">{item.customer_name}</span>
            )}
            <span className="text-ink-soft text-sm">
              {item.actor_name}
              {kind && kind !== item.actor_name && ` (${kind})`}
            </span>
          </span>
          <span className="shrink-0 text-ink-soft text-sm">
            <DateText value={item.at} style="relative" />
          </span>
        </summary>
        <div className="space-y-2 px-4 pb-3 sm:pl-10">
          <Changes item={item} />
          <p className="text-ink-soft text-sm">
            <DateText value={item.at} style="dateTime" /> · {item.sealed ? m.audit_sealed() : m.audit_unsealed()}
          </p>
          <nav aria-label={entityWord(item.entity)} className="-mx-2 flex flex-wrap">
            {address && (
              <AddressLink address={address} className={action}>
                {m.audit_open()}
              </AddressLink>
            )}
            <Only search={{ entity: item.entity, entity_id: item.entity_id }}>{m.audit_only_record()}</Only>
            {item.actor_id && <Only search={{ actor: item.actor_id }}>{m.audit_only_actor()}</Only>}
            {item.customer_id && <Only search={{ customer: item.customer_id }}>{m.audit_only_customer()}</Only>}
            {item.request_id && <Only search={{ request: item.request_id }}>{m.audit_only_request()}</Only>}
          </nav>
        </div>
      </details>
    </li>
  );
}

function Only({ search, children }: { search: Record<string, string>; children: string }) {
  return (
    <Link to="/settings/audit" search={search} className={action}>
      {children}
    </Link>
  );
}
