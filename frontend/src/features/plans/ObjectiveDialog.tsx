import { useForm } from "react-hook-form";
import { atVersion } from "@/api/client";
import { createObjective, updateObjective } from "@/api/generated";
import { Checkbox } from "@/components/Checkbox";
import { DateInput } from "@/components/DateInput";
import { FormField } from "@/components/Form";
import { Input } from "@/components/Input";
import { NumberInput } from "@/components/NumberInput";
import { m } from "@/paraglide/messages";
import type { AccountPlanOut, ObjectiveOut } from "./model";
import { PartDialog, Whole } from "./PartDialog";
import { usePlanChanged } from "./usePlan";

type Values = { title: string; goal_value: number | null; unit: string; due_on: string | null; answers: boolean };
type ObjectiveDialogProps = { plan: AccountPlanOut; objective?: ObjectiveOut; onClose: () => void };

export function ObjectiveDialog({ plan, objective, onClose }: ObjectiveDialogProps) {
  const changed = usePlanChanged();
  const unanswered = plan.target_id !== null && !plan.objectives.some((one) => one.target_id === plan.target_id);
  const form = useForm<Values>({
    defaultValues: {
      title: objective?.title ?? "",
      goal_value: objective?.goal_value ?? null,
      unit: objective?.unit ?? "",
      due_on: objective?.due_on ?? null,
      answers: unanswered,
    },
  });
  const send = async ({ title, unit, answers, ...values }: Values) => {
    const body = { ...values, title: title.trim(), unit: unit.trim() || null };
    const path = { plan_id: plan.id };
    if (objective)
      await updateObjective({ path: { ...path, objective_id: objective.id }, body, headers: atVersion(objective) });
    else await createObjective({ path, body: { ...body, target_id: unanswered && answers ? plan.target_id : null } });
    onClose();
    await changed();
  };
  return (
    <PartDialog
      title={objective ? m.plans_objective_edit() : m.plans_objective_add()}
      form={form}
      onSubmit={send}
      onClose={onClose}
    >
      <Whole>
        <FormField
          form={form}
          name="title"
          label={m.plans_objective_title()}
          required
          rules={{ validate: (text) => text.trim() !== "" || m.plans_objective_title_required() }}
          render={(field) => <Input {...field} />}
        />
      </Whole>
      <FormField
        form={form}
        name="goal_value"
        label={m.plans_objective_value()}
        render={(field) => <NumberInput {...field} min={0} />}
      />
      <FormField form={form} name="unit" label={m.plans_objective_unit()} render={(field) => <Input {...field} />} />
      <FormField
        form={form}
        name="due_on"
        label={m.plans_objective_due()}
        render={(field) => <DateInput {...field} />}
      />
      {!objective && unanswered && (
        <FormField
          form={form}
          name="answers"
          label={m.plans_objective_answers()}
          render={({ value, onChange, ...field }) => (
            <Checkbox {...field} checked={value} onCheckedChange={onChange} className="my-2 justify-self-start" />
          )}
        />
      )}
    </PartDialog>
  );
}
