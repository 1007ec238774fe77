import { useState } from "react";
import { type ActivityOut, cancelActivity } from "@/api/generated";
import { Dialog } from "@/components/Dialog";
import { toast } from "@/components/Toast";
import { m } from "@/paraglide/messages";
import { ReasonDialog } from "../ReasonDialog";
import { ActivitySheet } from "./ActivitySheet";
import { RateForm } from "./RateForm";
import { ReportForm } from "./ReportForm";
import { useActivitiesChanged } from "./useActivities";

export type ActivityAct = "report" | "rate" | "edit" | "cancel";

/** The dialogs of one activity's acts: `ask("report", activity)` opens one, `dialog` belongs somewhere on the page. */
export function useActivityDialogs() {
  const [asked, setAsked] = useState<{ act: ActivityAct; activity: ActivityOut } | null>(null);
  const changed = useActivitiesChanged();
  const close = () => setAsked(null);
  const ask = (act: ActivityAct, activity: ActivityOut) => setAsked({ act, activity });
  if (!asked) return { ask, dialog: null };
  const { act, activity } = asked;
  if (act === "edit") return { ask, dialog: <ActivitySheet activity={activity} onClose={close} /> };
  if (act === "cancel") {
    const callOff = async (reason: string) => {
      await cancelActivity({ path: { activity_id: activity.id }, body: { reason } });
      toast.done(m.parts_cancelled({ title: activity.title }));
      close();
      await changed();
    };
    const dialog = (
      <ReasonDialog
        title={m.parts_cancel_title({ title: activity.title })}
        hint={m.parts_cancel_hint()}
        confirm={m.parts_cancel_activity()}
        onClose={close}
        onConfirm={callOff}
      />
    );
    return { ask, dialog };
  }
  const title =
    act === "rate" ? m.parts_rate_title({ title: activity.title }) : m.parts_report_title({ title: activity.title });
  const dialog = (
    <Dialog open onOpenChange={(open) => !open && close()} title={title}>
      {act === "rate" ? (
        <RateForm activity={activity} onDone={close} />
      ) : (
        <ReportForm activity={activity} onDone={close} />
      )}
    </Dialog>
  );
  return { ask, dialog };
}
