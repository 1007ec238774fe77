import { ArrowRight, Plus } from "lucide-react";
import { useState } from "react";
import { atVersion } from "@/api/client";
import { deleteRelationshipGoal } from "@/api/generated";
import { Button } from "@/components/Button";
import { Card } from "@/components/Card";
import { DateText } from "@/components/DateText";
import { m } from "@/paraglide/messages";
import { ActivitySheet } from "@/parts/activities/ActivitySheet";
import { supportSign, supportWord } from "@/parts/support";
import { useMayPlan } from "@/parts/useMayPlan";
import { GoalDialog } from "./GoalDialog";
import type { AccountPlanOut, GoalOut } from "./model";
import { PartMenu } from "./PartMenu";
import { usePlanChanged } from "./usePlan";

/** Whom to win over, from where to where, by when, and for which objective. */
export function GoalsCard({ plan, readOnly }: { plan: AccountPlanOut; readOnly: boolean }) {
  const [editing, setEditing] = useState<GoalOut | "new" | null>(null);
  const [acting, setActing] = useState<GoalOut | null>(null);
  const mayPlan = useMayPlan();
  const changed = usePlanChanged();
  const remove = async (row: GoalOut) => {
    await deleteRelationshipGoal({ path: { plan_id: plan.id, goal_id: row.id }, headers: atVersion(row) });
    await changed();
  };
  const possible = plan.objectives.length > 0;
  return (
    <Card
      title={m.plans_goals()}
      actions={
        !readOnly &&
        possible && (
          <span data-print="no">
            <Button look="quiet" size="sm" icon={<Plus aria-hidden />} onClick={() => setEditing("new")}>
              {m.plans_goal_add()}
            </Button>
          </span>
        )
      }
    >
      {plan.relationship_goals.length === 0 && (
        <p className="text-ink-soft">{possible ? m.plans_goals_empty() : m.plans_goals_need_objective()}</p>
      )}
      <ul>
        {plan.relationship_goals.map((row) => (
          <li
            key={row.id}
            className="flex flex-wrap items-center gap-x-4 gap-y-1 border-line border-b py-2 last:border-0"
          >
            <span className="min-w-40 grow">
              <span className="font-medium">{row.contact_name}</span>
              <span className="block text-ink-soft text-sm">{row.objective_title}</span>
            </span>
            <span className="flex items-center gap-1.5">
              <Level support={row.support_now} />
              <ArrowRight aria-hidden className="size-4 text-ink-faint" />
              <Level support={row.support_wanted} />
            </span>
            <span className="w-40 text-right text-ink-soft text-sm">
              <DateText value={row.by} /> · {row.owner_name}
            </span>
            {mayPlan && plan.state !== "closed" && (
              <PartMenu
                title={row.contact_name}
                items={[
                  { label: m.plans_goal_activity(), onSelect: () => setActing(row) },
                  ...(readOnly ? [] : [{ label: m.common_edit(), onSelect: () => setEditing(row) }]),
                ]}
                remove={
                  readOnly
                    ? undefined
                    : {
                        title: m.plans_goal_delete_title({ name: row.contact_name }),
                        text: m.plans_goal_delete_text(),
                        run: () => remove(row),
                      }
                }
              />
            )}
          </li>
        ))}
      </ul>
      {editing && (
        <GoalDialog plan={plan} goal={editing === "new" ? undefined : editing} onClose={() => setEditing(null)} />
      )}
      {acting && (
        <ActivitySheet
          start={{
            customer: { value: plan.customer_id, label: plan.customer_name },
            goal_id: acting.id,
            contacts: [{ value: acting.contact_id, label: acting.contact_name }],
          }}
          onClose={() => setActing(null)}
        />
      )}
    </Card>
  );
}

function Level({ support }: { support: number }) {
  return (
    <span className="whitespace-nowrap text-sm">
      <span className="font-semibold">{supportSign(support)}</span> {supportWord(support)}
    </span>
  );
}
