import { useQuery } from "@tanstack/react-query";
import { type CustomFieldOut, listCustomFields } from "@/api/generated";
import { readAll } from "@/api/readAll";
import { useSession } from "@/hooks/useSession";
import type { Entity } from "./model";

export const customFieldsKey = (entity: Entity) => ["custom_field", entity];

const none: CustomFieldOut[] = [];

export const customFieldsQuery = (entity: Entity) => ({
  queryKey: [...customFieldsKey(entity), "all"],
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    readAll((window) => listCustomFields({ query: { entity, ...window }, signal })),
  staleTime: 300_000,
});

/** All fields the organisation defined for a kind of record, the archived ones among them. */
export const useAllCustomFields = (entity: Entity) => useQuery(customFieldsQuery(entity));

export const inUse = (fields: readonly CustomFieldOut[], commercial: boolean) =>
  fields.filter((field) => !field.archived && (commercial || field.class !== "commercial"));

/** Those that are in use and that the reader may see. */
export function useCustomFields(entity: Entity): CustomFieldOut[] {
  const { data = none } = useAllCustomFields(entity);
  return inUse(data, useSession().sees("commercial"));
}
