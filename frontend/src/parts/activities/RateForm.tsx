import { useId } from "react";
import { Controller, type UseFormReturn, useForm } from "react-hook-form";
import { type ActivityOut, rateActivity } from "@/api/generated";
import { Button } from "@/components/Button";
import { Form, FormField } from "@/components/Form";
import { Textarea } from "@/components/Textarea";
import { toast } from "@/components/Toast";
import { cx } from "@/lib/cx";
import { m } from "@/paraglide/messages";
import { useActivitiesChanged } from "./useActivities";

type Values = { quality: number | null; effect: number | null; reason: string };
const marks = [1, 2, 3, 4, 5];
const telling = (mark: number | null) => mark !== null && (mark <= 2 || mark === 5);

/** The project manager's judgement of one reported activity. */
export function RateForm({ activity, onDone }: { activity: ActivityOut; onDone: () => void }) {
  const changed = useActivitiesChanged();
  const form = useForm<Values>({ defaultValues: { quality: null, effect: null, reason: "" } });
  const explains = telling(form.watch("quality")) || telling(form.watch("effect"));
  const send = async ({ quality, effect, reason }: Values) => {
    if (quality === null || effect === null) return;
    await rateActivity({ path: { activity_id: activity.id }, body: { quality, effect, reason } });
    toast.done(m.parts_rate_sent({ title: activity.title }));
    onDone();
    await changed();
  };
  return (
    <Form form={form} onSubmit={send} className="grid gap-3">
      <div className="rounded-md bg-sunken px-3 py-2">
        <p className="text-ink-soft text-sm">{m.parts_rate_what_happened()}</p>
        <p className="whitespace-pre-wrap">{activity.report}</p>
        {activity.learned && <p className="mt-1 whitespace-pre-wrap text-ink-soft">{activity.learned}</p>}
      </div>
      <MarkField form={form} name="quality" label={m.parts_rate_quality()} />
      <MarkField form={form} name="effect" label={m.parts_rate_effect()} />
      <FormField
        form={form}
        name="reason"
        label={m.parts_rate_reason()}
        hint={m.parts_rate_reason_hint()}
        required={explains}
        rules={{ validate: (text) => !explains || text.trim() !== "" || m.parts_reason_required() }}
        render={(field) => <Textarea {...field} rows={2} />}
      />
      <div className="flex justify-end gap-2">
        <Button onClick={onDone}>{m.common_cancel()}</Button>
        <Button look="primary" type="submit" busy={form.formState.isSubmitting}>
          {m.parts_rate_send()}
        </Button>
      </div>
    </Form>
  );
}

type MarkFieldProps = { form: UseFormReturn<Values>; name: "quality" | "effect"; label: string };

/** Five boxes in a row: arrow keys or a press. */
function MarkField({ form, name, label }: MarkFieldProps) {
  const id = useId();
  return (
    <Controller
      control={form.control}
      name={name}
      rules={{ validate: (mark) => mark !== null || m.parts_rate_required() }}
      render={({ field, fieldState }) => (
        <fieldset aria-describedby={`${id}-note`}>
          <legend className="font-medium text-ink-soft text-sm">{label}</legend>
          <div className="mt-1 flex gap-1">
            {marks.map((mark) => (
              <label
                key={mark}
                className={cx(
                  "flex h-9 w-11 items-center justify-center rounded-md border font-medium has-focus-visible:outline-2 has-focus-visible:outline-leaf",
                  field.value === mark ? "border-leaf bg-leaf text-on-leaf" : "border-control hover:bg-hover",
                )}
              >
                <input
                  type="radio"
                  name={`${id}-${name}`}
                  className="sr-only"
                  checked={field.value === mark}
                  onChange={() => field.onChange(mark)}
                  aria-label={m.parts_rate_mark({ mark })}
                />
                <span aria-hidden>{mark}</span>
              </label>
            ))}
          </div>
          <p id={`${id}-note`} className={cx("mt-1 text-sm", fieldState.error ? "text-bad-ink" : "text-ink-soft")}>
            {fieldState.error?.message ?? m.parts_rate_scale()}
          </p>
        </fieldset>
      )}
    />
  );
}
