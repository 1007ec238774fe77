import { useQueryClient } from "@tanstack/react-query";
import { atVersion } from "@/api/client";
import { updateOpportunity } from "@/api/generated";
import { CustomFields } from "@/parts/custom/CustomFields";
import type { OpportunityDetail } from "./model";

/** The organisation's own fields of an opportunity. */
export function OwnFields({ row, mayWrite }: { row: OpportunityDetail; mayWrite: boolean }) {
  const client = useQueryClient();
  return (
    <CustomFields
      entity="opportunity"
      record={row}
      readOnly={!mayWrite}
      onSave={async (body) => {
        const saved = await updateOpportunity({ path: { opportunity_id: row.id }, body, headers: atVersion(row) });
        client.setQueryData(["opportunity", "record", row.id], { ...row, ...saved });
      }}
    />
  );
}
