import { useQueryClient } from "@tanstack/react-query";
import { useForm } from "react-hook-form";
import { createOpportunity } from "@/api/generated";
import { Button } from "@/components/Button";
import { Form } from "@/components/Form";
import { Sheet } from "@/components/Sheet";
import { toast } from "@/components/Toast";
import { m } from "@/paraglide/messages";
import { OwnFieldInputs } from "@/parts/custom/OwnFieldInputs";
import { useOwnFields } from "@/parts/custom/useOwnFields";
import { useCurrency } from "@/parts/cycles";
import { blank, bodyOf, type Values } from "./formValues";
import { OpportunityFields } from "./OpportunityFields";
import { sandboxRoute } from "./routes";
import { useLineNames } from "./useNames";
import { useScopeChoices } from "./useScopeChoices";
import { useWithin } from "./useWithin";

type CreateSheetProps = { onClose: () => void; onCreated: (id: string) => void };

/** A new opportunity, begun with what the scope already says. */
export function CreateSheet({ onClose, onCreated }: CreateSheetProps) {
  const { scope = "company", id } = sandboxRoute.useSearch();
  const { cycle } = useWithin();
  const { chosen } = useScopeChoices(scope, id);
  const lines = useLineNames();
  const client = useQueryClient();
  const currency = useCurrency(cycle);
  const form = useForm<Values>({
    defaultValues: {
      ...blank,
      customer_id: scope === "customer" ? chosen : null,
      team_id: scope === "team" ? chosen : null,
      product_line_id: scope === "product_line" && id ? { value: id, label: lines.get(id) ?? "…" } : null,
    },
  });
  const own = useOwnFields("opportunity");
  const send = async (values: Values) => {
    if (!own.complete()) return;
    const row = await createOpportunity({ body: { ...bodyOf(values), ...own.body() } });
    await client.invalidateQueries({ queryKey: ["opportunity"] });
    toast.done(m.sandbox_created({ name: row.title }));
    onCreated(row.id);
  };
  return (
    <Sheet
      open
      onOpenChange={(open) => !open && onClose()}
      title={m.sandbox_create()}
      footer={
        <>
          <Button onClick={onClose}>{m.common_cancel()}</Button>
          <Button look="primary" type="submit" form="create-opportunity" busy={form.formState.isSubmitting}>
            {m.common_create()}
          </Button>
        </>
      }
    >
      <Form id="create-opportunity" form={form} onSubmit={send}>
        <OpportunityFields form={form} currency={currency} />
        <OwnFieldInputs own={own} />
      </Form>
    </Sheet>
  );
}
