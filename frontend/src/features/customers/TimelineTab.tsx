import { History, MessageSquare } from "lucide-react";
import { useState } from "react";
import { listCustomerTimeline, type TimelineItem } from "@/api/generated";
import { Button } from "@/components/Button";
import { Card } from "@/components/Card";
import { DateText } from "@/components/DateText";
import { EmptyState } from "@/components/EmptyState";
import { Select } from "@/components/Select";
import { useList } from "@/hooks/useList";
import { m } from "@/paraglide/messages";
import { actionWord, entityWord } from "@/parts/events/words";
import { RecordList } from "@/parts/RecordList";
import { channelWords } from "./channelWords";

type Kind = TimelineItem["kind"];

/** Everything that happened with this customer, the latest first. */
export function TimelineTab({ customerId, onLog }: { customerId: string; onLog: () => void }) {
  const [kind, setKind] = useState<Kind | "">("");
  const list = useList<TimelineItem>({
    noun: "timeline",
    params: { customerId, kind },
    fetch: (cursor, signal) =>
      listCustomerTimeline({
        path: { customer_id: customerId },
        query: { kind: kind || undefined, cursor, limit: 50 },
        signal,
      }),
  });
  return (
    <Card
      title={m.customers_tab_timeline()}
      actions={
        <Select
          className="w-36"
          aria-label={m.customers_show()}
          placeholder={m.customers_everything()}
          value={kind}
          options={[
            { value: "interaction", label: m.customers_only_interactions() },
            { value: "event", label: m.customers_only_changes() },
          ]}
          onChange={(event) => setKind(event.target.value as Kind | "")}
        />
      }
    >
      <RecordList
        bare
        label={m.customers_tab_timeline()}
        list={list}
        empty={
          <EmptyState
            title={m.customers_timeline_empty()}
            action={<Button onClick={onLog}>{m.customers_log()}</Button>}
          >
            {m.customers_timeline_empty_text()}
          </EmptyState>
        }
        row={(item) => <Item key={item.id} item={item} />}
      />
    </Card>
  );
}

/** What happened, in a few words: "机会点 · 提案". */
const happened = ({ kind, entity, action }: TimelineItem) =>
  kind === "interaction"
    ? (channelWords[action as keyof typeof channelWords]?.() ?? action)
    : `${entityWord(entity)} · ${actionWord(action)}`;

function Item({ item }: { item: TimelineItem }) {
  const Icon = item.kind === "interaction" ? MessageSquare : History;
  return (
    <li className="flex gap-3 py-2.5">
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0 text-ink-faint" />
      <div className="min-w-0 grow">
        <p className="flex flex-wrap items-baseline gap-x-2">
          <span className={item.title ? undefined : "font-medium"}>{happened(item)}</span>
          {item.title && <span className="min-w-0 font-medium">{item.title}</span>}
          <span className="text-ink-soft text-sm">{item.actor_name}</span>
        </p>
        {item.text && <p className="whitespace-pre-line text-pretty">{item.text}</p>}
      </div>
      <span className="shrink-0 text-ink-soft text-sm">
        <DateText value={item.at} style="relative" />
      </span>
    </li>
  );
}
