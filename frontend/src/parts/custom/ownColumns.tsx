import type { QueryClient } from "@tanstack/react-query";
import type { CustomFieldOut } from "@/api/generated";
import type { GridColumn } from "@/components/DataGrid";
import { CustomText } from "./CustomText";
import { columnOf, type Entity, labelOf, type Recorded } from "./model";
import { customFieldsQuery, inUse } from "./useCustomFields";

/** The columns for the fields in use that the reader may see, as the server defines them now. */
export async function loadColumns<Row extends Recorded>(
  client: QueryClient,
  entity: Entity,
  commercial: boolean,
  sortable: boolean,
) {
  const fields = await client.fetchQuery(customFieldsQuery(entity));
  return ownColumns<Row>(inUse(fields, commercial), sortable);
}

/** A column of a list for each own field; `sortable` where the server can put the rows in their order. */
export const ownColumns = <Row extends Recorded>(
  fields: readonly CustomFieldOut[],
  sortable: boolean,
): GridColumn<Row>[] =>
  fields.map((field) => {
    const column = columnOf(field);
    return {
      id: `${column}.${field.key}`,
      header: labelOf(field),
      width: 140,
      align: field.type === "number" || field.type === "money" ? "end" : undefined,
      sort: sortable && field.type !== "choices" && field.type !== "link" ? `${column}.${field.key}` : undefined,
      cell: (row) => <CustomText field={field} value={row[column]?.[field.key] ?? null} />,
    };
  });
