import { queryOptions, useQuery } from "@tanstack/react-query";
import { getSession, type SessionOut } from "@/api/generated";

export type Session = SessionOut;

/** Who is signed in, what they may do, which classes of fields they may read. Fails with status 401 when nobody is. */
export const sessionQuery = queryOptions({
  queryKey: ["session"],
  queryFn: ({ signal }): Promise<Session> => getSession({ signal }),
  staleTime: 5 * 60_000,
});

/** Inside the shell somebody is always signed in; the router asked before it rendered. */
export function useSession() {
  const { data } = useQuery(sessionQuery);
  return {
    session: data,
    can: (permission: string) => data?.permissions.includes(permission) ?? false,
    sees: (fieldClass: string) => data?.classes.includes(fieldClass) ?? false,
  };
}
