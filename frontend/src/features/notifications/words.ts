import { AtSign, ClipboardCheck, DoorClosed, type LucideIcon, Target, UserRoundCheck } from "lucide-react";
import type { NotificationOut, PreferenceOut } from "@/api/generated";
import { m } from "@/paraglide/messages";

export type Kind = PreferenceOut["kind"];

export const kinds: Record<Kind, { icon: LucideIcon; label: () => string; hint: () => string }> = {
  mentioned: { icon: AtSign, label: m.notifications_mentioned, hint: m.notifications_mentioned_hint },
  assigned: { icon: UserRoundCheck, label: m.notifications_assigned, hint: m.notifications_assigned_hint },
  gate_refused: { icon: DoorClosed, label: m.notifications_gate_refused, hint: m.notifications_gate_refused_hint },
  selection_decided: {
    icon: Target,
    label: m.notifications_selection_decided,
    hint: m.notifications_selection_decided_hint,
  },
  job_finished: { icon: ClipboardCheck, label: m.notifications_job_finished, hint: m.notifications_job_finished_hint },
};

const entities: Record<string, () => string> = {
  customer: m.common_kind_customer,
  opportunity: m.common_kind_opportunity,
  project: m.common_kind_project,
  account_plan: m.notifications_account_plan,
  activity: m.notifications_activity,
  risk: m.notifications_risk,
};

const entityOf = (note: NotificationOut) => entities[note.entity]?.() ?? note.entity;

/** What happened, in one sentence without the record's name. */
export function sentence(note: NotificationOut): string {
  const name = note.actor_name;
  switch (note.kind) {
    case "mentioned":
      return m.notifications_said_mentioned({ name });
    case "assigned":
      return m.notifications_said_assigned({ name, entity: entityOf(note) });
    case "gate_refused":
      return m.notifications_said_gate_refused({ name });
    case "selection_decided":
      return m.notifications_said_selection_decided({ name });
    case "job_finished":
      return note.text === "failed" ? m.notifications_said_job_failed() : m.notifications_said_job_finished();
  }
}
