import type { DeliveryOut, WebhookOut } from "@/api/generated";
import type { Tone } from "@/components/tone";
import { formatDate } from "@/lib/format";
import { m } from "@/paraglide/messages";
import { actionWord, entityWord } from "@/parts/events/words";

/** How a webhook fares, in a word and a colour. */
export function stateOf(webhook: WebhookOut): { label: string; tone: Tone; detail?: string } {
  if (!webhook.active) {
    const gone = webhook.stopped_because === "gone" ? m.webhooks_gone() : undefined;
    return { label: m.webhooks_stopped(), tone: gone ? "bad" : "neutral", detail: gone };
  }
  if (webhook.resting_until && Date.parse(webhook.resting_until) > Date.now()) {
    const at = formatDate(webhook.resting_until, "dateTime");
    return { label: m.webhooks_resting({ at }), tone: "bad" };
  }
  if (webhook.failures > 0) return { label: m.webhooks_failing({ count: webhook.failures }), tone: "warn" };
  return { label: m.webhooks_active(), tone: "good" };
}

/** `customer.*` as people say it. */
export function typeWord(type: string): string {
  if (type === "*") return m.webhooks_types_all();
  if (type === "ping") return m.webhooks_ping_type();
  const [entity = "", action = "*"] = type.split(".");
  return action === "*" ? entityWord(entity) : `${entityWord(entity)} · ${actionWord(action)}`;
}

const errors: Record<string, () => string> = {
  address_refused: m.webhooks_error_address_refused,
  name_unknown: m.webhooks_error_name_unknown,
  timeout: m.webhooks_error_timeout,
  tls: m.webhooks_error_tls,
  connection_failed: m.webhooks_error_connection_failed,
  unreadable_answer: m.webhooks_error_unreadable_answer,
  internal: m.webhooks_error_internal,
};

export function outcomeOf(attempt: DeliveryOut["attempts"][number]): string {
  if (attempt.status !== null) return m.webhooks_status({ status: attempt.status });
  return errors[attempt.error ?? ""]?.() ?? attempt.error ?? "";
}

export const deliveryStates: Record<DeliveryOut["state"], { label: () => string; tone: Tone }> = {
  waiting: { label: m.webhooks_log_waiting, tone: "info" },
  delivered: { label: m.webhooks_log_delivered, tone: "good" },
  dead: { label: m.webhooks_log_dead, tone: "bad" },
};
