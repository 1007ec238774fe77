import { ScrollText } from "lucide-react";
import { type AuditItem, listAuditEvents } from "@/api/generated";
import { EmptyState } from "@/components/EmptyState";
import { useList } from "@/hooks/useList";
import { useSession } from "@/hooks/useSession";
import { m } from "@/paraglide/messages";
import { RecordList } from "@/parts/RecordList";
import { auditRoute } from "../routes";
import { SettingsFrame } from "../SettingsFrame";
import { AuditFilters } from "./AuditFilters";
import { AuditRow } from "./AuditRow";
import { SealCard } from "./SealCard";

/** The beginning of a day where the person is, as an instant. */
const startOf = (day: string, later = 0) => {
  const date = new Date(`${day}T00:00:00`);
  date.setDate(date.getDate() + later);
  return date.toISOString();
};

/** Every change of every record, for those who have to know. */
export function AuditPage() {
  const { can } = useSession();
  const { request, from, to, ...search } = auditRoute.useSearch();
  const list = useList<AuditItem>({
    noun: "audit",
    params: { ...search, request, from, to },
    fetch: (cursor, signal) =>
      listAuditEvents({
        query: {
          ...search,
          request_id: request,
          from: from && startOf(from),
          to: to && startOf(to, 1),
          cursor,
          limit: 50,
        },
        signal,
      }),
    enabled: can("audit:read"),
  });
  return (
    <SettingsFrame needs="audit:read" title={m.audit_title()} filters={<AuditFilters rows={list.rows} />}>
      <div className="mx-auto max-w-4xl space-y-4">
        <SealCard />
        <RecordList
          label={m.audit_title()}
          list={list}
          empty={
            <EmptyState icon={<ScrollText />} title={m.audit_empty()}>
              {m.audit_empty_text()}
            </EmptyState>
          }
          row={(item) => <AuditRow key={item.id} item={item} />}
        />
      </div>
    </SettingsFrame>
  );
}
