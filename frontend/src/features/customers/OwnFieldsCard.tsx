import { useQueryClient } from "@tanstack/react-query";
import { atVersion } from "@/api/client";
import { type CustomerOut, updateCustomer } from "@/api/generated";
import { Card } from "@/components/Card";
import { useSession } from "@/hooks/useSession";
import { m } from "@/paraglide/messages";
import { CustomFields } from "@/parts/custom/CustomFields";
import { useCustomFields } from "@/parts/custom/useCustomFields";

/** What this organisation wants to know of a customer beyond what everybody does. */
export function OwnFieldsCard({ customer }: { customer: CustomerOut }) {
  const client = useQueryClient();
  const { can } = useSession();
  if (useCustomFields("customer").length === 0) return null;
  return (
    <Card title={m.fields_own()} className="lg:col-span-2">
      <CustomFields
        entity="customer"
        record={customer}
        readOnly={!can("records:team")}
        onSave={async (body) => {
          const path = { customer_id: customer.id };
          const saved = await updateCustomer({ path, body, headers: atVersion(customer) });
          client.setQueryData(["customer", "record", customer.id], saved);
        }}
      />
    </Card>
  );
}
