import { Plus } from "lucide-react";
import { useState } from "react";
import { atVersion } from "@/api/client";
import { deleteObjective } from "@/api/generated";
import { Badge } from "@/components/Badge";
import { Button } from "@/components/Button";
import { Card } from "@/components/Card";
import { DateText } from "@/components/DateText";
import { NumberText } from "@/components/NumberText";
import { m } from "@/paraglide/messages";
import type { AccountPlanOut, ObjectiveOut } from "./model";
import { ObjectiveDialog } from "./ObjectiveDialog";
import { PartMenu } from "./PartMenu";
import { usePlanChanged } from "./usePlan";

/** What is to be reached; the one that comes from the target cannot be left out. */
export function ObjectivesCard({ plan, readOnly }: { plan: AccountPlanOut; readOnly: boolean }) {
  const [editing, setEditing] = useState<ObjectiveOut | "new" | null>(null);
  const changed = usePlanChanged();
  const remove = async (row: ObjectiveOut) => {
    await deleteObjective({ path: { plan_id: plan.id, objective_id: row.id }, headers: atVersion(row) });
    await changed();
  };
  return (
    <Card
      title={m.plans_objectives()}
      actions={
        !readOnly && (
          <span data-print="no">
            <Button look="quiet" size="sm" icon={<Plus aria-hidden />} onClick={() => setEditing("new")}>
              {m.plans_objective_add()}
            </Button>
          </span>
        )
      }
    >
      {plan.objectives.length === 0 && <p className="text-ink-soft">{m.plans_objectives_empty()}</p>}
      <ul>
        {plan.objectives.map((row) => (
          <li key={row.id} className="flex flex-wrap items-center gap-x-4 border-line border-b py-2 last:border-0">
            <span className="min-w-40 grow font-medium">
              {row.title} {row.target_id && <Badge tone="earth">{m.plans_objective_from_target()}</Badge>}
            </span>
            <span className="text-right">
              <NumberText value={row.goal_value} /> <span className="text-ink-soft">{row.unit}</span>
            </span>
            <span className="w-24 text-right text-ink-soft text-sm">
              <DateText value={row.due_on} />
            </span>
            {!readOnly && (
              <PartMenu
                title={row.title}
                items={[{ label: m.common_edit(), onSelect: () => setEditing(row) }]}
                remove={
                  row.target_id
                    ? undefined
                    : {
                        title: m.plans_objective_delete_title({ title: row.title }),
                        text: m.plans_objective_delete_text(),
                        run: () => remove(row),
                      }
                }
              />
            )}
          </li>
        ))}
      </ul>
      {editing && (
        <ObjectiveDialog
          plan={plan}
          objective={editing === "new" ? undefined : editing}
          onClose={() => setEditing(null)}
        />
      )}
    </Card>
  );
}
