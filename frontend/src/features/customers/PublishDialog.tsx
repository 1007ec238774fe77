import { useQueryClient } from "@tanstack/react-query";
import { useForm } from "react-hook-form";
import { createOpportunity, type InsightOut, publishInsight, type RiskOut } from "@/api/generated";
import { Button } from "@/components/Button";
import { Form, FormField } from "@/components/Form";
import { Input } from "@/components/Input";
import { NumberInput } from "@/components/NumberInput";
import { Select } from "@/components/Select";
import { Sheet } from "@/components/Sheet";
import { toast } from "@/components/Toast";
import { m } from "@/paraglide/messages";
import { OwnFieldInputs } from "@/parts/custom/OwnFieldInputs";
import { useOwnFields } from "@/parts/custom/useOwnFields";
import { horizons, horizonWords } from "./insightWords";
import { optionsOf } from "./words";

type Horizon = RiskOut["horizon"];
type Values = {
  opportunity: string;
  opportunity_horizon: Horizon;
  market_space: number | null;
  risk: string;
  risk_horizon: Horizon;
  probability: number | null;
  impact: number | null;
  value_grade: number | null;
};

/** Publishing asks what came of it. The opportunity is written first: an insight is published once and for all. */
export function PublishDialog({ insight, onClose }: { insight: InsightOut; onClose: () => void }) {
  const client = useQueryClient();
  const form = useForm<Values>({
    defaultValues: {
      opportunity: "",
      opportunity_horizon: "short",
      market_space: null,
      risk: "",
      risk_horizon: "short",
      probability: 3,
      impact: 3,
      value_grade: null,
    },
  });
  const { opportunity, risk, value_grade } = form.watch();
  const nothing = !opportunity.trim() && !risk.trim() && !value_grade;
  const own = useOwnFields("opportunity");
  const send = async (values: Values) => {
    if (values.opportunity.trim()) {
      if (!own.complete()) return;
      await createOpportunity({
        body: {
          title: values.opportunity.trim(),
          customer_id: insight.customer_id,
          insight_id: insight.id,
          source_role: insight.role,
          horizon: values.opportunity_horizon,
          market_space: values.market_space,
          ...own.body(),
        },
      });
      form.setValue("opportunity", ""); // a second try must not write it twice
    }
    const risks = values.risk.trim()
      ? [
          {
            title: values.risk.trim(),
            horizon: values.risk_horizon,
            probability: values.probability ?? 3,
            impact: values.impact ?? 3,
          },
        ]
      : [];
    await publishInsight({
      path: { insight_id: insight.id },
      body: { value_grade: values.value_grade, risks },
    });
    const nouns = [["insight"], ["risk"], ["opportunity"], ["customer"], ["loop"]];
    await Promise.all(nouns.map((queryKey) => client.invalidateQueries({ queryKey })));
    toast.done(m.customers_was_published());
    onClose();
  };
  const horizonSelect = (name: "opportunity_horizon" | "risk_horizon") => (
    <FormField
      form={form}
      name={name}
      label={m.customers_horizon()}
      render={(field) => <Select {...field} options={optionsOf(horizons, horizonWords)} />}
    />
  );
  return (
    <Sheet
      open
      onOpenChange={(open) => !open && onClose()}
      title={m.customers_publish_title({ title: insight.title })}
      footer={
        <>
          <Button onClick={onClose}>{m.common_cancel()}</Button>
          <Button look="primary" type="submit" form="publish" busy={form.formState.isSubmitting}>
            {m.customers_publish()}
          </Button>
        </>
      }
    >
      <Form id="publish" form={form} onSubmit={send} className="grid gap-5">
        <p className="text-pretty text-ink-soft">{m.customers_publish_text()}</p>
        <fieldset className="grid gap-3 sm:grid-cols-2">
          <legend className="pb-1 font-semibold">{m.customers_publish_opportunity()}</legend>
          <div className="sm:col-span-2">
            <FormField
              form={form}
              name="opportunity"
              label={m.customers_opportunity_title()}
              render={(field) => <Input {...field} />}
            />
          </div>
          {horizonSelect("opportunity_horizon")}
          <FormField
            form={form}
            name="market_space"
            label={m.customers_market_space()}
            render={(field) => <NumberInput {...field} min={0} />}
          />
          {opportunity.trim() && (
            <div className="sm:col-span-2">
              <OwnFieldInputs own={own} />
            </div>
          )}
        </fieldset>
        <fieldset className="grid gap-3 sm:grid-cols-3">
          <legend className="pb-1 font-semibold">{m.customers_publish_risk()}</legend>
          <div className="sm:col-span-3">
            <FormField
              form={form}
              name="risk"
              label={m.customers_risk_title()}
              render={(field) => <Input {...field} />}
            />
          </div>
          {horizonSelect("risk_horizon")}
          <FormField
            form={form}
            name="probability"
            label={m.customers_probability()}
            render={(field) => <NumberInput {...field} min={1} max={5} decimals={0} />}
          />
          <FormField
            form={form}
            name="impact"
            label={m.customers_impact()}
            render={(field) => <NumberInput {...field} min={1} max={5} decimals={0} />}
          />
        </fieldset>
        <FormField
          form={form}
          name="value_grade"
          label={m.customers_value_grade()}
          render={(field) => <NumberInput {...field} min={1} max={5} decimals={0} />}
        />
        {nothing && (
          <p role="note" className="rounded-md bg-warn-soft px-3 py-2 text-warn-ink">
            {m.customers_publish_nothing()}
          </p>
        )}
      </Form>
    </Sheet>
  );
}
