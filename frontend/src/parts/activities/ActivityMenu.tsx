import { Ellipsis } from "lucide-react";
import type { ActivityOut } from "@/api/generated";
import { IconButton } from "@/components/IconButton";
import { Menu, type MenuItem } from "@/components/Menu";
import { useSession } from "@/hooks/useSession";
import { m } from "@/paraglide/messages";
import { useMayPlan } from "../useMayPlan";
import type { ActivityAct } from "./useActivityDialogs";

type ActivityMenuProps = { activity: ActivityOut; onAct: (act: ActivityAct, activity: ActivityOut) => void };

/** What the activity's state allows this reader to do. */
export function ActivityMenu({ activity, onAct }: ActivityMenuProps) {
  const acts = useActivityActs(activity);
  if (acts.length === 0) return null;
  const words: Record<ActivityAct, string> = {
    report: activity.state === "reported" ? m.parts_report_again() : m.parts_report(),
    rate: m.parts_rate(),
    edit: m.common_edit(),
    cancel: m.parts_cancel_activity(),
  };
  const items: MenuItem[] = acts.map((act) => ({
    label: words[act],
    danger: act === "cancel",
    onSelect: () => onAct(act, activity),
  }));
  return (
    <Menu
      align="end"
      trigger={
        <IconButton
          size="sm"
          label={m.parts_activity_acts({ title: activity.title })}
          icon={<Ellipsis aria-hidden />}
        />
      }
      groups={[{ items }]}
    />
  );
}

export function useActivityActs(activity: ActivityOut): ActivityAct[] {
  const mayPlan = useMayPlan();
  const { session, can } = useSession();
  const mayRate = can("planning:write") || activity.manager_id === session?.user.id;
  if (!mayPlan) return [];
  if (activity.state === "planned") return ["report", "edit", "cancel"];
  if (activity.state === "reported") return mayRate ? ["rate", "report"] : ["report"];
  return [];
}
