import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { GridColumn } from "@/components/DataGrid";
import { useSession } from "@/hooks/useSession";
import { getLocale } from "@/paraglide/runtime";
import type { Entity, Recorded } from "./model";

const none: never[] = [];

/** Whether a list has to know the organisation's own fields: a row has values of them, or the address asks for them. */
export const hasOwn = (rows: readonly Recorded[], filter: string | undefined) =>
  filter !== undefined || rows.some((row) => filled(row.custom) || filled(row.custom_commercial));

const filled = (values: object | null | undefined) => !!values && Object.keys(values).length > 0;

/** The columns for own fields; they, and what draws them, come when `wanted`: a list without such values pays nothing. */
export function useOwnColumns<Row extends Recorded>(
  entity: Entity,
  { wanted, sortable }: { wanted: boolean; sortable: boolean },
): GridColumn<Row>[] {
  const client = useQueryClient();
  const commercial = useSession().sees("commercial");
  const { data } = useQuery<GridColumn<Row>[]>({
    enabled: wanted,
    queryKey: ["custom_field", entity, "columns", commercial, sortable, getLocale()],
    queryFn: async () => {
      const { loadColumns } = await import("./ownColumns");
      return loadColumns<Row>(client, entity, commercial, sortable);
    },
    staleTime: 300_000,
    structuralSharing: false,
  });
  return data ?? none;
}
