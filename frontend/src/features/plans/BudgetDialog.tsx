import { useState } from "react";
import { useForm } from "react-hook-form";
import { atVersion } from "@/api/client";
import { createBudgetLine, updateBudgetLine } from "@/api/generated";
import { FormField } from "@/components/Form";
import { Input } from "@/components/Input";
import { NumberInput } from "@/components/NumberInput";
import { Select } from "@/components/Select";
import { formatDate, formatNumber } from "@/lib/format";
import { m } from "@/paraglide/messages";
import { type AccountPlanOut, type BudgetLineOut, missingOf } from "./model";
import { PartDialog, Whole } from "./PartDialog";
import { usePlanChanged, useResources } from "./usePlan";

type Values = { title: string; grant: string; planned: number | null; committed: number | null; spent: number | null };
type BudgetDialogProps = {
  plan: AccountPlanOut;
  line?: BudgetLineOut;
  /** A running plan books commitments and spending only. */
  bookOnly: boolean;
  onClose: () => void;
};

const grantKey = (one: { resource_id: string; period: string }) => `${one.resource_id} ${one.period}`;

export function BudgetDialog({ plan, line, bookOnly, onClose }: BudgetDialogProps) {
  const changed = usePlanChanged();
  const resources = useResources();
  const [over, setOver] = useState<{ amount: number; most?: number } | null>(null);
  const first = plan.grants.find((one) => one.free > 0) ?? plan.grants[0];
  const form = useForm<Values>({
    defaultValues: {
      title: line?.title ?? "",
      grant: line ? grantKey(line) : first ? grantKey(first) : "",
      planned: line?.planned ?? null,
      committed: line?.committed ?? 0,
      spent: line?.spent ?? 0,
    },
  });
  const chosen = plan.grants.find((one) => grantKey(one) === form.watch("grant"));
  const unit = resources.get(chosen?.resource_id ?? "")?.unit ?? "";
  const most = (chosen?.free ?? 0) + (line?.planned ?? 0);
  const send = async (values: Values) => {
    setOver(null);
    const booked = { committed: values.committed ?? 0, spent: values.spent ?? 0 };
    const path = { plan_id: plan.id };
    try {
      if (line) {
        const structure = bookOnly ? {} : { title: values.title.trim(), planned: values.planned ?? 0 };
        const body = { ...booked, ...structure };
        await updateBudgetLine({ path: { ...path, line_id: line.id }, body, headers: atVersion(line) });
      } else if (chosen) {
        const { resource_id, period } = chosen;
        const body = { ...booked, title: values.title.trim(), resource_id, period, planned: values.planned ?? 0 };
        await createBudgetLine({ path, body });
      }
    } catch (error) {
      const { problem, missing } = missingOf(error);
      const short = problem.code === "over_commitment" ? missing[0] : undefined;
      if (short?.amount === undefined) throw error;
      const free = short.granted !== undefined ? short.granted - (short.planned ?? 0) : undefined;
      setOver({ amount: short.amount, most: free === undefined ? undefined : free + (line?.planned ?? 0) });
      form.setFocus(short.granted === undefined ? "committed" : "planned");
      return;
    }
    onClose();
    await changed();
  };
  return (
    <PartDialog
      title={line ? (bookOnly ? m.plans_budget_book() : m.plans_budget_edit()) : m.plans_budget_add()}
      form={form}
      onSubmit={send}
      onClose={onClose}
    >
      {over && (
        <p role="alert" className="rounded-md bg-bad-soft px-3 py-2 sm:col-span-2">
          <span className="font-semibold text-bad-ink">
            {m.plans_budget_over({ amount: formatNumber(over.amount), unit })}
          </span>
          <span className="block">
            {over.most === undefined
              ? m.plans_budget_over_line()
              : m.plans_budget_over_text({ most: formatNumber(Math.max(0, over.most)), unit })}
          </span>
        </p>
      )}
      <Whole>
        <FormField
          form={form}
          name="title"
          label={m.plans_budget_title()}
          required
          rules={{ validate: (text) => text.trim() !== "" || m.plans_budget_title_required() }}
          render={(field) => <Input {...field} disabled={bookOnly} />}
        />
      </Whole>
      <FormField
        form={form}
        name="grant"
        label={`${m.plans_budget_resource()} · ${m.plans_budget_period()}`}
        required
        rules={{ required: m.plans_budget_resource_required() }}
        render={(field) => (
          <Select
            {...field}
            disabled={line !== undefined}
            options={plan.grants.map((one) => ({
              value: grantKey(one),
              label: `${resources.get(one.resource_id)?.name ?? one.resource_code} · ${formatDate(one.period, "quarter")}`,
            }))}
          />
        )}
      />
      <FormField
        form={form}
        name="planned"
        label={m.plans_budget_planned()}
        hint={bookOnly ? undefined : `${m.plans_budget_free({ free: formatNumber(Math.max(0, most)) })} ${unit}`}
        required
        rules={{ validate: (amount) => amount !== null || m.plans_budget_planned_required() }}
        render={(field) => <NumberInput {...field} min={0} unit={unit} disabled={bookOnly} />}
      />
      <FormField
        form={form}
        name="committed"
        label={m.plans_budget_committed()}
        render={(field) => <NumberInput {...field} min={0} unit={unit} />}
      />
      <FormField
        form={form}
        name="spent"
        label={m.plans_budget_spent()}
        render={(field) => <NumberInput {...field} min={0} unit={unit} />}
      />
    </PartDialog>
  );
}
