import { Link } from "@tanstack/react-router";
import type { WebhookOut } from "@/api/generated";
import { Badge } from "@/components/Badge";
import { formatDate } from "@/lib/format";
import { m } from "@/paraglide/messages";
import { stateOf, typeWord } from "./words";

/** One webhook: who is told, of what, and how that goes. */
export function WebhookRow({ webhook }: { webhook: WebhookOut }) {
  const state = stateOf(webhook);
  return (
    <li className="relative flex flex-wrap items-start gap-x-4 gap-y-1.5 px-4 py-3 hover:bg-hover">
      <div className="min-w-0 grow basis-72">
        <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
          <Link
            to="/settings/webhooks"
            search={{ webhook: webhook.id }}
            className="font-medium after:absolute after:inset-0"
          >
            {webhook.name}
          </Link>
          <Badge tone={state.tone}>{state.label}</Badge>
          {webhook.dead > 0 && <Badge tone="bad">{m.webhooks_dead({ count: webhook.dead })}</Badge>}
          {webhook.waiting > 0 && <Badge tone="info">{m.webhooks_waiting({ count: webhook.waiting })}</Badge>}
        </p>
        <p className="mt-1 break-all text-ink-soft text-sm">{webhook.url}</p>
        <ul className="mt-1.5 flex flex-wrap gap-1">
          {webhook.event_types.map((type) => (
            <li key={type} className="flex min-w-0">
              <Badge>{typeWord(type)}</Badge>
            </li>
          ))}
        </ul>
      </div>
      <span className="text-ink-soft text-sm">
        {webhook.last_success_at
          ? m.webhooks_last({ at: formatDate(webhook.last_success_at, "relative") })
          : m.webhooks_never()}
      </span>
    </li>
  );
}
