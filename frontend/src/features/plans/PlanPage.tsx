import { Link } from "@tanstack/react-router";
import { Badge } from "@/components/Badge";
import { Breadcrumbs } from "@/components/Breadcrumbs";
import { Card } from "@/components/Card";
import { ErrorState } from "@/components/ErrorState";
import { Page } from "@/components/Page";
import { SkeletonLines } from "@/components/Skeleton";
import { Steps } from "@/components/Steps";
import { useTitle } from "@/hooks/useTitle";
import { m } from "@/paraglide/messages";
import { LazyFiles } from "@/parts/attachments/LazyFiles";
import { Comments } from "@/parts/comments/Comments";
import { SavedProse } from "@/parts/Saved";
import { useMayPlan } from "@/parts/useMayPlan";
import { BudgetCard } from "./BudgetCard";
import { GoalsCard } from "./GoalsCard";
import { type AccountPlanOut, states, stateTone, stateWord } from "./model";
import { ObjectivesCard } from "./ObjectivesCard";
import { PlanActs } from "./PlanActs";
import { RecordCard } from "./RecordCard";
import { planRoute } from "./routes";
import { usePlan, useSaveTexts } from "./usePlan";

/** One customer's plan for one cycle: a page one would hand to a director. */
export function PlanPage() {
  const { planId } = planRoute.useParams();
  const plan = usePlan(planId);
  useTitle(plan.data && `${plan.data.customer_name} · ${plan.data.cycle_name}`);
  if (plan.data) return <Shown plan={plan.data} />;
  return (
    <Page title={m.plans_one()}>
      {plan.error ? (
        <ErrorState error={plan.error} onRetry={() => void plan.refetch()} />
      ) : (
        <SkeletonLines lines={12} label={m.common_loading()} />
      )}
    </Page>
  );
}

function Shown({ plan }: { plan: AccountPlanOut }) {
  const save = useSaveTexts(plan);
  const mayPlan = useMayPlan();
  const readOnly = !mayPlan || plan.state !== "draft";
  return (
    <Page
      title={`${plan.customer_name} · ${plan.cycle_name}`}
      above={
        <div data-print="no">
          <Breadcrumbs>
            {[
              <Link key="plans" to="/plans">
                {m.plans_title()}
              </Link>,
              <Link key="customer" to={`/customers/${plan.customer_id}` as "/"}>
                {plan.customer_name}
              </Link>,
              plan.cycle_name,
            ]}
          </Breadcrumbs>
        </div>
      }
      aside={<Badge tone={stateTone[plan.state]}>{stateWord[plan.state]()}</Badge>}
      actions={<PlanActs plan={plan} />}
    >
      <div className="mx-auto grid max-w-5xl gap-4">
        <div data-print="no">
          <Steps
            label={m.plans_states()}
            steps={states.map((state) => stateWord[state]())}
            current={states.indexOf(plan.state)}
          />
        </div>
        {plan.returned_reason && plan.state === "draft" && (
          <p className="rounded-lg border border-line bg-warn-soft px-4 py-3 text-warn-ink">
            {m.plans_returned_because({ reason: plan.returned_reason })}
          </p>
        )}
        {mayPlan && plan.state !== "draft" && (
          <p data-print="no" className="text-ink-soft text-sm">
            {m.plans_not_editable({ state: stateWord[plan.state]() })}
            {(plan.state === "approved" || plan.state === "in_force") && ` ${m.plans_may_book()}`}
          </p>
        )}
        <RecordCard customerId={plan.customer_id} />
        <Card>
          <div className="grid gap-4 sm:grid-cols-2 print:block">
            <Text
              label={m.plans_summary()}
              hint={m.plans_summary_hint()}
              value={plan.summary}
              readOnly={readOnly}
              onSave={(summary) => save({ summary })}
            />
            <Text
              label={m.plans_strategy()}
              hint={m.plans_strategy_hint()}
              value={plan.strategy}
              readOnly={readOnly}
              onSave={(strategy) => save({ strategy })}
            />
          </div>
        </Card>
        <ObjectivesCard plan={plan} readOnly={readOnly} />
        <GoalsCard plan={plan} readOnly={readOnly} />
        <BudgetCard plan={plan} readOnly={readOnly} mayBook={mayPlan} />
        <div data-print="no">
          <Card title={m.attachments_title()}>
            <LazyFiles entity="account_plan" entityId={plan.id} />
          </Card>
        </div>
        <div id="discussion" data-print="no">
          <Card title={m.together_title()}>
            <Comments entity="account_plan" entityId={plan.id} />
          </Card>
        </div>
      </div>
    </Page>
  );
}

type TextProps = { label: string; hint: string; value: string; readOnly: boolean; onSave: (text: string) => void };

/** A field while it may be written, plain words when it may not, and always plain words on paper. */
function Text({ label, hint, value, readOnly, onSave }: TextProps) {
  const words = (
    <>
      <h2 className="font-semibold">{label}</h2>
      <p className="mt-1 whitespace-pre-wrap">{value || <span className="text-ink-faint">—</span>}</p>
    </>
  );
  if (readOnly) return <div>{words}</div>;
  return (
    <>
      <div data-print="no">
        <SavedProse label={label} hint={hint} rows={5} value={value} onSave={onSave} />
      </div>
      <div className="mb-3 hidden print:block">{words}</div>
    </>
  );
}
