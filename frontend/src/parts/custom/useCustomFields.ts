import { useQuery } from "@tanstack/react-query";
import { type CustomFieldOut, listCustomFields } from "@/api/generated";
import { readAll } from "@/api/readAll";
import { useSession } from "@/hooks/useSession";
import type { Entity } from "./model";

export const customFieldsKey = (entity: Entity) => ["custom_field", entity];

const none: CustomFieldOut[] = [];

/** All fields the organisation defined for a kind of record, the archived ones among them. */
export function useAllCustomFields(entity: Entity) {
  return useQuery({
    queryKey: customFieldsKey(entity),
    queryFn: ({ signal }) => readAll((window) => listCustomFields({ query: { entity, ...window }, signal })),
    staleTime: 300_000,
  });
}

/** Those that are in use and that the reader may see. */
export function useCustomFields(entity: Entity): CustomFieldOut[] {
  const { data = none } = useAllCustomFields(entity);
  const { sees } = useSession();
  const commercial = sees("commercial");
  return data.filter((field) => !field.archived && (commercial || field.class !== "commercial"));
}
