import { useMemo } from "react";
import { useForm } from "react-hook-form";
import { atVersion } from "@/api/client";
import { createRelationshipGoal, updateRelationshipGoal } from "@/api/generated";
import { Combobox } from "@/components/Combobox";
import { DateInput } from "@/components/DateInput";
import { FormField } from "@/components/Form";
import { Select } from "@/components/Select";
import type { Choice } from "@/components/useChoices";
import { useSession } from "@/hooks/useSession";
import { m } from "@/paraglide/messages";
import { contactsOf, findPeople } from "@/parts/finders";
import { supportOptions } from "@/parts/support";
import type { AccountPlanOut, GoalOut } from "./model";
import { PartDialog, Whole } from "./PartDialog";
import { usePlanChanged } from "./usePlan";

type Values = {
  contact_id: Choice | null;
  objective_id: string;
  support_now: string;
  support_wanted: string;
  by: string | null;
  owner_id: Choice | null;
};
type GoalDialogProps = { plan: AccountPlanOut; goal?: GoalOut; onClose: () => void };

export function GoalDialog({ plan, goal, onClose }: GoalDialogProps) {
  const changed = usePlanChanged();
  const { session } = useSession();
  const contacts = useMemo(() => contactsOf(plan.customer_id), [plan.customer_id]);
  const me = session ? { value: session.user.id, label: session.user.name } : null;
  const form = useForm<Values>({
    defaultValues: {
      contact_id: goal ? { value: goal.contact_id, label: goal.contact_name } : null,
      objective_id: goal?.objective_id ?? plan.objectives[0]?.id ?? "",
      support_now: String(goal?.support_now ?? 0),
      support_wanted: String(goal?.support_wanted ?? 1),
      by: goal?.by ?? null,
      owner_id: goal ? { value: goal.owner_id, label: goal.owner_name } : me,
    },
  });
  const send = async (values: Values) => {
    const { contact_id, owner_id, by, objective_id } = values;
    if (!contact_id || !owner_id || !by) return;
    const body = {
      objective_id,
      by,
      owner_id: owner_id.value,
      support_now: Number(values.support_now),
      support_wanted: Number(values.support_wanted),
    };
    const path = { plan_id: plan.id };
    if (goal) await updateRelationshipGoal({ path: { ...path, goal_id: goal.id }, body, headers: atVersion(goal) });
    else await createRelationshipGoal({ path, body: { ...body, contact_id: contact_id.value } });
    onClose();
    await changed();
  };
  return (
    <PartDialog title={goal ? m.plans_goal_edit() : m.plans_goal_add()} form={form} onSubmit={send} onClose={onClose}>
      <Whole>
        <FormField
          form={form}
          name="contact_id"
          label={m.plans_goal_contact()}
          required
          rules={{ required: m.plans_goal_contact_required() }}
          render={(field) => <Combobox {...field} source={contacts} disabled={goal !== undefined} />}
        />
      </Whole>
      <Whole>
        <FormField
          form={form}
          name="objective_id"
          label={m.plans_goal_serves()}
          required
          render={(field) => (
            <Select {...field} options={plan.objectives.map((one) => ({ value: one.id, label: one.title }))} />
          )}
        />
      </Whole>
      <FormField
        form={form}
        name="support_now"
        label={m.plans_goal_now()}
        render={(field) => <Select {...field} options={supportOptions()} />}
      />
      <FormField
        form={form}
        name="support_wanted"
        label={m.plans_goal_wanted()}
        rules={{
          validate: (wanted, values) => Number(wanted) >= Number(values.support_now) || m.plans_goal_wanted_low(),
        }}
        render={(field) => <Select {...field} options={supportOptions()} />}
      />
      <FormField
        form={form}
        name="by"
        label={m.plans_goal_by()}
        required
        rules={{ required: m.plans_goal_by_required() }}
        render={(field) => <DateInput {...field} />}
      />
      <FormField
        form={form}
        name="owner_id"
        label={m.plans_goal_owner()}
        required
        rules={{ required: m.plans_goal_owner_required() }}
        render={(field) => <Combobox {...field} source={findPeople} />}
      />
    </PartDialog>
  );
}
