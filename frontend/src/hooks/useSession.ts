import { queryOptions, useQuery } from "@tanstack/react-query";
import { api } from "@/api/client";

export type Session = {
  user: {
    id: string;
    name: string;
    email: string;
    roles: string[];
    department_id: string | null;
    department_name: string | null;
    language: string | null;
  };
  /** Action names this person may do anywhere, e.g. "customer:create". */
  permissions: string[];
  /** Field classes this person may read, e.g. "commercial". */
  classes: string[];
};

export const sessionPath = "/api/v1/identity/session";

/** Who is signed in. Fails with status 401 when nobody is. */
export const sessionQuery = queryOptions({
  queryKey: ["session"],
  queryFn: ({ signal }) => api.get<Session>(sessionPath, { signal }),
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
