import { Plus } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/Button";
import { Card } from "@/components/Card";
import { m } from "@/paraglide/messages";
import { BudgetDialog } from "./BudgetDialog";
import { BudgetLines } from "./BudgetLines";
import { GrantMeters } from "./GrantMeters";
import type { AccountPlanOut, BudgetLineOut } from "./model";

type BudgetCardProps = { plan: AccountPlanOut; readOnly: boolean; mayBook: boolean };

/** Money and people against what the team was granted; nothing is planned that was not granted. */
export function BudgetCard({ plan, readOnly, mayBook }: BudgetCardProps) {
  const [editing, setEditing] = useState<BudgetLineOut | "new" | null>(null);
  return (
    <Card
      title={m.plans_budget()}
      actions={
        !readOnly &&
        plan.grants.length > 0 && (
          <span data-print="no">
            <Button look="quiet" size="sm" icon={<Plus aria-hidden />} onClick={() => setEditing("new")}>
              {m.plans_budget_add()}
            </Button>
          </span>
        )
      }
    >
      {plan.grants.length === 0 ? (
        <p className="text-ink-soft">{m.plans_budget_no_grants()}</p>
      ) : (
        <div className="grid gap-5">
          <GrantMeters grants={plan.grants} />
          <BudgetLines
            plan={plan}
            readOnly={readOnly}
            mayBook={mayBook && ["draft", "approved", "in_force"].includes(plan.state)}
            onEdit={setEditing}
          />
        </div>
      )}
      {editing && (
        <BudgetDialog
          plan={plan}
          line={editing === "new" ? undefined : editing}
          bookOnly={readOnly}
          onClose={() => setEditing(null)}
        />
      )}
    </Card>
  );
}
