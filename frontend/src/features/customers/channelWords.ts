import type { InteractionOut } from "@/api/generated";
import { m } from "@/paraglide/messages";

const channels = ["visit", "call", "mail", "meeting", "chat", "event", "web"] as const;

export const channelWords: Record<InteractionOut["channel"], () => string> = {
  visit: m.customers_channel_visit,
  call: m.customers_channel_call,
  mail: m.customers_channel_mail,
  meeting: m.customers_channel_meeting,
  chat: m.customers_channel_chat,
  event: m.customers_channel_event,
  web: m.customers_channel_web,
};

export const channelOptions = () => channels.map((value) => ({ value, label: channelWords[value]() }));
