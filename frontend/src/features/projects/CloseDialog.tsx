import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useId } from "react";
import { useForm } from "react-hook-form";
import { atVersion } from "@/api/client";
import { advanceProject, getProject, updateProject } from "@/api/generated";
import { Button } from "@/components/Button";
import { Combobox } from "@/components/Combobox";
import { Dialog } from "@/components/Dialog";
import { ErrorState } from "@/components/ErrorState";
import { Form, FormField } from "@/components/Form";
import { RadioGroup } from "@/components/RadioGroup";
import { SkeletonLines } from "@/components/Skeleton";
import { Textarea } from "@/components/Textarea";
import type { Choice } from "@/components/useChoices";
import { m } from "@/paraglide/messages";
import { findCompetitors } from "@/parts/finders";
import { GateChecklist } from "./GateChecklist";
import type { Outcome, ProjectItem, ProjectOut, ResultReason } from "./model";
import { ReasonPicker } from "./ReasonPicker";
import { useGate } from "./useGate";

type CloseDialogProps = { project: ProjectItem; onClose: () => void; onClosed: () => Promise<unknown> };

export function CloseDialog(props: CloseDialogProps) {
  const { project, onClose } = props;
  const record = useQuery({
    queryKey: ["project", "record", project.id],
    queryFn: ({ signal }) => getProject({ path: { project_id: project.id }, signal }),
  });
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={m.projects_close_title({ name: project.name })}
      description={m.projects_close_hint()}
    >
      {record.error && <ErrorState compact error={record.error} onRetry={() => void record.refetch()} />}
      {record.isPending && <SkeletonLines lines={6} label={m.common_loading()} />}
      {record.data && <CloseForm {...props} record={record.data} />}
    </Dialog>
  );
}

type Values = {
  outcome: Outcome;
  reason: string;
  result_reasons: ResultReason[];
  result_note: string;
  vendor: Choice | null;
};

/** The end of a project: each outcome asks for its own facts. */
function CloseForm({ record, onClose, onClosed }: CloseDialogProps & { record: ProjectOut }) {
  const id = useId();
  const client = useQueryClient();
  const delivered = record.stage === "delivery";
  const gate = useGate(record.id);
  const form = useForm<Values>({
    defaultValues: {
      outcome: delivered ? "won_delivered" : "lost",
      reason: "",
      result_reasons: record.result_reasons,
      result_note: record.result_note,
      vendor: null,
    },
  });
  const outcome = form.watch("outcome");
  const send = async ({ vendor, reason, ...values }: Values) => {
    const path = { project_id: record.id };
    if (outcome === "lost") {
      const { result_reasons, result_note } = values;
      const body = { result_reasons, result_note, ...(vendor ? { winning_vendor_id: vendor.value } : {}) };
      const saved = await updateProject({ path, body: { ...body, result: "lost" }, headers: atVersion(record) });
      client.setQueryData(["project", "record", record.id], saved);
    }
    await advanceProject({ path, body: { to: "closed", outcome, reason: outcome === "cancelled" ? reason : "" } });
    await onClosed();
  };
  return (
    <Form id={id} form={form} onSubmit={send} className="grid gap-4">
      <FormField
        form={form}
        name="outcome"
        label={m.projects_close_how()}
        render={({ ref: _, ...field }) => (
          <RadioGroup
            {...field}
            options={[
              {
                value: "won_delivered",
                label: m.projects_outcome_won_delivered(),
                hint: m.projects_close_won_hint(),
                disabled: !delivered,
              },
              { value: "lost", label: m.projects_outcome_lost(), hint: m.projects_close_lost_hint() },
              { value: "cancelled", label: m.projects_outcome_cancelled(), hint: m.projects_close_cancelled_hint() },
            ]}
          />
        )}
      />
      {outcome === "won_delivered" && gate.data && (
        <GateChecklist checks={gate.data.checks} project={record} onLeave={onClose} />
      )}
      {outcome === "lost" && (
        <>
          <FormField
            form={form}
            name="result_reasons"
            label={m.projects_result_reasons()}
            required
            rules={{ validate: (some) => some.length > 0 || m.projects_check_result_reasons_missing() }}
            render={({ value, onChange }) => <ReasonPicker value={value} onChange={onChange} />}
          />
          <FormField
            form={form}
            name="result_note"
            label={m.projects_result_note()}
            required
            rules={{ validate: (text) => text.trim() !== "" || m.projects_check_result_note_missing() }}
            render={(field) => <Textarea {...field} rows={2} />}
          />
          <FormField
            form={form}
            name="vendor"
            label={m.projects_winning_vendor()}
            required
            rules={{
              validate: (vendor) => !!vendor || !!record.winning_vendor_id || m.projects_check_winning_vendor_missing(),
            }}
            render={(field) => <Combobox {...field} source={findCompetitors} />}
          />
        </>
      )}
      {outcome === "cancelled" && (
        <FormField
          form={form}
          name="reason"
          label={m.projects_close_cancel_reason()}
          required
          rules={{ validate: (text) => text.trim() !== "" || m.parts_reason_required() }}
          render={(field) => <Textarea {...field} rows={2} />}
        />
      )}
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>{m.common_cancel()}</Button>
        <Button
          look="primary"
          type="submit"
          busy={form.formState.isSubmitting}
          disabled={outcome === "won_delivered" && gate.data?.passed === false}
        >
          {m.projects_close()}
        </Button>
      </div>
    </Form>
  );
}
