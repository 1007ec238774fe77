import type { ActivityOut } from "@/api/generated";
import type { Tone } from "@/components/tone";
import { m } from "@/paraglide/messages";

export type ActivityKind = ActivityOut["kind"];

export const kindWord: Record<ActivityKind, () => string> = {
  visit: m.parts_kind_visit,
  technical_exchange: m.parts_kind_technical_exchange,
  company_visit: m.parts_kind_company_visit,
  sample_site_visit: m.parts_kind_sample_site_visit,
  executive_meeting: m.parts_kind_executive_meeting,
  training: m.parts_kind_training,
  service_gift: m.parts_kind_service_gift,
  bid_step: m.parts_kind_bid_step,
  delivery_step: m.parts_kind_delivery_step,
  other: m.parts_kind_other,
};

export const kinds = Object.keys(kindWord) as ActivityKind[];

export const stateWord: Record<ActivityOut["state"], () => string> = {
  planned: m.parts_state_planned,
  reported: m.parts_state_reported,
  rated: m.parts_state_rated,
  cancelled: m.parts_state_cancelled,
};

export const stateTone: Record<ActivityOut["state"], Tone> = {
  planned: "info",
  reported: "warn",
  rated: "good",
  cancelled: "neutral",
};
