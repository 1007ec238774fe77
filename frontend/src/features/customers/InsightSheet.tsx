import { useQueryClient } from "@tanstack/react-query";
import { useForm } from "react-hook-form";
import { atVersion } from "@/api/client";
import { createInsight, type InsightOut, updateInsight } from "@/api/generated";
import { Button } from "@/components/Button";
import { DateInput } from "@/components/DateInput";
import { Form, FormField } from "@/components/Form";
import { Input } from "@/components/Input";
import { Select } from "@/components/Select";
import { Sheet } from "@/components/Sheet";
import { Textarea } from "@/components/Textarea";
import { toast } from "@/components/Toast";
import { m } from "@/paraglide/messages";
import { today } from "@/parts/days";
import { insightRoles, roleWords } from "./insightWords";
import { optionsOf } from "./words";

type Values = { title: string; role: InsightOut["role"]; dated_on: string | null; findings: string };
type Props = { customerId: string; insight?: InsightOut; onClose: () => void };

const hints: Record<InsightOut["role"], () => string> = {
  sales: m.customers_hint_sales,
  technical: m.customers_hint_technical,
  service: m.customers_hint_service,
};

/** A draft of an insight; the hint names what this role should have looked at. */
export function InsightSheet({ customerId, insight, onClose }: Props) {
  const client = useQueryClient();
  const form = useForm<Values>({
    defaultValues: {
      title: insight?.title ?? "",
      role: insight?.role ?? "sales",
      dated_on: insight?.dated_on ?? today(),
      findings: insight?.findings ?? "",
    },
  });
  const send = async (values: Values) => {
    const body = { ...values, dated_on: values.dated_on ?? undefined };
    if (insight) await updateInsight({ path: { insight_id: insight.id }, body, headers: atVersion(insight) });
    else await createInsight({ body: { ...body, customer_id: customerId } });
    await client.invalidateQueries({ queryKey: ["insight"] });
    toast.done(m.common_saved());
    onClose();
  };
  return (
    <Sheet
      open
      onOpenChange={(open) => !open && onClose()}
      title={insight ? insight.title : m.customers_insight_create()}
      footer={
        <>
          <Button onClick={onClose}>{m.common_cancel()}</Button>
          <Button look="primary" type="submit" form="insight" busy={form.formState.isSubmitting}>
            {m.customers_save_draft()}
          </Button>
        </>
      }
    >
      <Form id="insight" form={form} onSubmit={send} className="grid gap-3">
        <FormField
          form={form}
          name="title"
          label={m.customers_insight_title()}
          required
          rules={{ required: m.common_required() }}
          render={(field) => <Input {...field} />}
        />
        <div className="grid gap-3 sm:grid-cols-2">
          <FormField
            form={form}
            name="role"
            label={m.customers_role()}
            render={(field) => <Select {...field} options={optionsOf(insightRoles, roleWords)} />}
          />
          <FormField
            form={form}
            name="dated_on"
            label={m.customers_dated_on()}
            render={(field) => <DateInput {...field} />}
          />
        </div>
        <FormField
          form={form}
          name="findings"
          label={m.customers_findings()}
          hint={hints[form.watch("role")]()}
          render={(field) => <Textarea rows={12} {...field} />}
        />
      </Form>
    </Sheet>
  );
}
