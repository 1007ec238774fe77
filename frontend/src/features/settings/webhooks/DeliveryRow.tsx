import type { DeliveryOut } from "@/api/generated";
import { Badge } from "@/components/Badge";
import { Button } from "@/components/Button";
import { DateText } from "@/components/DateText";
import { formatDate, formatNumber } from "@/lib/format";
import { m } from "@/paraglide/messages";
import { deliveryStates, outcomeOf, typeWord } from "./words";

/** One message: how it ended and how long that took; opened, every attempt and the message itself. */
export function DeliveryRow({ delivery, onReplay }: { delivery: DeliveryOut; onReplay?: () => void }) {
  const state = deliveryStates[delivery.state];
  const last = delivery.attempts.at(-1);
  return (
    <li className="flex items-start gap-2 py-2">
      <details className="min-w-0 grow">
        <summary className="cursor-pointer">
          <span className="inline-flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1 align-top">
            <span className="font-medium">{typeWord(delivery.type)}</span>
            <Badge tone={state.tone}>{state.label()}</Badge>
            {last && (
              <span className="text-ink-soft text-sm tabular-nums">
                {outcomeOf(last)} · {m.webhooks_ms({ ms: formatNumber(last.ms) })}
              </span>
            )}
            <span className="text-ink-soft text-sm">
              <DateText value={delivery.queued_at} style="relative" />
            </span>
          </span>
        </summary>
        <div className="mt-2 space-y-2 text-sm">
          {delivery.state === "waiting" && delivery.next_at && last && (
            <p className="text-ink-soft">{m.webhooks_next({ at: formatDate(delivery.next_at, "dateTime") })}</p>
          )}
          <ol className="space-y-1.5">
            {delivery.attempts.map((attempt, index) => (
              <li key={attempt.at}>
                <p className="tabular-nums">
                  {m.webhooks_attempt({ number: index + 1 })} · {formatDate(attempt.at, "dateTime")} ·{" "}
                  {outcomeOf(attempt)} · {m.webhooks_ms({ ms: formatNumber(attempt.ms) })}
                </p>
                {attempt.excerpt && (
                  <pre className="mt-1 max-h-40 overflow-auto whitespace-pre-wrap break-all rounded-md bg-sunken px-2 py-1 text-xs">
                    <code>{attempt.excerpt}</code>
                  </pre>
                )}
              </li>
            ))}
          </ol>
          <p className="text-ink-soft">{m.webhooks_message()}</p>
          <pre className="max-h-60 overflow-auto whitespace-pre-wrap break-all rounded-md bg-sunken px-2 py-1 text-xs">
            <code>{JSON.stringify(JSON.parse(delivery.body), null, 2)}</code>
          </pre>
        </div>
      </details>
      {onReplay && (
        <Button size="sm" aria-label={m.webhooks_replay_named({ type: typeWord(delivery.type) })} onClick={onReplay}>
          {m.webhooks_replay()}
        </Button>
      )}
    </li>
  );
}
