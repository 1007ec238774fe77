import { useNavigate } from "@tanstack/react-router";
import type { AuditItem } from "@/api/generated";
import { Button } from "@/components/Button";
import { DateInput } from "@/components/DateInput";
import { Select } from "@/components/Select";
import { Tag } from "@/components/Tag";
import { m } from "@/paraglide/messages";
import { actionWord, entityNames, entityWord } from "@/parts/events/words";
import { auditRoute } from "../routes";

/** Kind and time by hand; person, record, customer and request come from a row, and stand here as chips. */
export function AuditFilters({ rows }: { rows: AuditItem[] }) {
  const search = auditRoute.useSearch();
  const navigate = useNavigate({ from: "/settings/audit" });
  const set = (change: Partial<typeof search>) => navigate({ search: (old) => ({ ...old, ...change }), replace: true });
  const short = (id: string) => `${id.slice(-8)}`;
  const actor = rows.find((row) => row.actor_id === search.actor)?.actor_name;
  const record = rows.find((row) => row.entity_id === search.entity_id)?.title;
  const customer = rows.find((row) => row.customer_id === search.customer)?.customer_name;
  const chips = [
    search.actor && { key: "actor", text: m.audit_chip_actor({ name: actor ?? short(search.actor) }) },
    search.entity_id && { key: "entity_id", text: m.audit_chip_record({ name: record ?? short(search.entity_id) }) },
    search.customer && { key: "customer", text: m.audit_chip_customer({ name: customer ?? short(search.customer) }) },
    search.action && { key: "action", text: m.audit_chip_action({ name: actionWord(search.action) }) },
    search.request && { key: "request", text: m.audit_chip_request({ name: search.request }) },
  ].filter((chip) => !!chip);
  const options = entityNames
    .map((value) => ({ value, label: entityWord(value) }))
    .sort((a, b) => a.label.localeCompare(b.label));
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Select
        className="w-44 max-sm:w-full"
        aria-label={m.audit_entity()}
        placeholder={m.audit_all_entities()}
        value={search.entity ?? ""}
        options={options}
        onChange={(event) => set({ entity: event.target.value || undefined })}
      />
      <div className="w-40 max-sm:min-w-36 max-sm:flex-1">
        <DateInput
          aria-label={m.audit_from()}
          value={search.from ?? null}
          onChange={(day) => set({ from: day ?? undefined })}
        />
      </div>
      <span aria-hidden className="text-ink-faint max-sm:hidden">
        –
      </span>
      <div className="w-40 max-sm:min-w-36 max-sm:flex-1">
        <DateInput
          aria-label={m.audit_to()}
          value={search.to ?? null}
          onChange={(day) => set({ to: day ?? undefined })}
        />
      </div>
      {chips.map(({ key, text }) => (
        <Tag key={key} onRemove={() => set({ [key]: undefined })}>
          {text}
        </Tag>
      ))}
      {Object.keys(search).length > 0 && (
        <Button size="sm" look="quiet" onClick={() => navigate({ search: {}, replace: true })}>
          {m.audit_clear()}
        </Button>
      )}
    </div>
  );
}
