import { useQueryClient } from "@tanstack/react-query";
import { type CustomFieldOut, orderCustomFields } from "@/api/generated";
import { asProblem } from "@/api/problem";
import { toast } from "@/components/Toast";
import type { Entity } from "@/parts/custom/model";
import { customFieldsKey, customFieldsQuery } from "@/parts/custom/useCustomFields";

/** Moves a field to another place; seen at once, taken back when the server refuses. */
export function useFieldOrder(entity: Entity, fields: readonly CustomFieldOut[]) {
  const client = useQueryClient();
  const key = customFieldsKey(entity);
  return async (from: number, to: number) => {
    const moved = [...fields];
    moved.splice(to, 0, ...moved.splice(from, 1));
    client.setQueryData(customFieldsQuery(entity).queryKey, moved);
    try {
      await orderCustomFields({ body: { entity, ids: moved.map((one) => one.id) } });
    } catch (error) {
      toast.problem(asProblem(error));
    }
    await client.invalidateQueries({ queryKey: key });
  };
}
