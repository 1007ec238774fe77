import { useQueryClient } from "@tanstack/react-query";
import { useForm } from "react-hook-form";
import { atVersion } from "@/api/client";
import { updateOpportunity } from "@/api/generated";
import { Button } from "@/components/Button";
import { Form } from "@/components/Form";
import { toast } from "@/components/Toast";
import { m } from "@/paraglide/messages";
import { useCurrency } from "@/parts/cycles";
import { changed, type Values, valuesOf } from "./formValues";
import type { OpportunityDetail } from "./model";
import { OpportunityFields } from "./OpportunityFields";
import { useLineNames } from "./useNames";

/** Edits what is stated about an opportunity; the board moves it as soon as it is saved. */
export function FactorsTab({ row, mayWrite }: { row: OpportunityDetail; mayWrite: boolean }) {
  const lines = useLineNames();
  const client = useQueryClient();
  const currency = useCurrency(row.cycle_id ?? undefined);
  const before = valuesOf(row, lines);
  const form = useForm<Values>({ defaultValues: before });
  const send = async (values: Values) => {
    const body = changed(values, before);
    if (Object.keys(body).length === 0) return;
    const saved = await updateOpportunity({ path: { opportunity_id: row.id }, body, headers: atVersion(row) });
    client.setQueryData(["opportunity", "record", row.id], saved);
    toast.done(m.common_saved());
    await client.invalidateQueries({ queryKey: ["opportunity", "sandbox"] });
  };
  return (
    <Form form={form} onSubmit={send}>
      <fieldset disabled={!mayWrite} className="grid gap-5">
        <OpportunityFields form={form} currency={currency} />
        {mayWrite && (
          <div className="flex justify-end">
            <Button look="primary" type="submit" busy={form.formState.isSubmitting} disabled={!form.formState.isDirty}>
              {m.common_save()}
            </Button>
          </div>
        )}
      </fieldset>
    </Form>
  );
}
