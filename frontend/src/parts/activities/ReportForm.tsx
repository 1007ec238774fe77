import { useId, useState } from "react";
import { useForm } from "react-hook-form";
import { type ActivityOut, reportActivity } from "@/api/generated";
import { Button } from "@/components/Button";
import { Form, FormField } from "@/components/Form";
import { Input } from "@/components/Input";
import { Textarea } from "@/components/Textarea";
import { toast } from "@/components/Toast";
import { isComposing } from "@/lib/keys";
import { m } from "@/paraglide/messages";
import { type ReportValues, SupportChanges } from "./SupportChanges";
import { useActivitiesChanged } from "./useActivities";

type ReportFormProps = { activity: ActivityOut; onDone: () => void };

/** What happened, in one field and one key; the rest is there for those who have more to say. */
export function ReportForm({ activity, onDone }: ReportFormProps) {
  const id = useId();
  const changed = useActivitiesChanged();
  const [more, setMore] = useState(activity.state === "reported");
  const form = useForm<ReportValues>({
    defaultValues: {
      report: activity.report,
      learned: activity.learned,
      next_step: activity.next_step ?? "",
      support_changes: [],
    },
  });
  const send = async ({ support_changes, next_step, ...values }: ReportValues) => {
    await reportActivity({
      path: { activity_id: activity.id },
      body: {
        ...values,
        next_step: next_step.trim() || null,
        support_changes: support_changes.map((one) => ({ ...one, support: Number(one.support) })),
      },
    });
    toast.done(m.parts_report_sent({ title: activity.title }));
    onDone();
    await changed();
  };
  return (
    <Form
      id={id}
      form={form}
      onSubmit={send}
      onKeyDownCapture={(event) => {
        if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || isComposing(event)) return;
        event.preventDefault();
        event.currentTarget.requestSubmit();
      }}
      className="grid gap-3"
    >
      <FormField
        form={form}
        name="report"
        label={m.parts_report_what()}
        hint={m.parts_report_what_hint()}
        required
        rules={{ validate: (text) => text.trim() !== "" || m.parts_report_what_required() }}
        render={(field) => <Textarea {...field} rows={3} autoFocus />}
      />
      {more ? (
        <>
          <FormField
            form={form}
            name="learned"
            label={m.parts_report_learned()}
            render={(field) => <Textarea {...field} rows={2} />}
          />
          <FormField
            form={form}
            name="next_step"
            label={m.parts_report_next()}
            render={(field) => <Input {...field} />}
          />
          <SupportChanges form={form} customerId={activity.customer_id} projectId={activity.project_id} />
        </>
      ) : (
        <Button look="quiet" size="sm" className="justify-self-start" onClick={() => setMore(true)}>
          {m.parts_report_more()}
        </Button>
      )}
      <div className="flex justify-end gap-2">
        <Button onClick={onDone}>{m.common_cancel()}</Button>
        <Button look="primary" type="submit" busy={form.formState.isSubmitting}>
          {m.parts_report_send()}
        </Button>
      </div>
    </Form>
  );
}
