import { QueryClient } from "@tanstack/react-query";
import { ProblemError } from "./problem";

/** Worth another try: no answer, or a server that says it is overloaded. Never a refusal. */
const passing = (error: unknown) => error instanceof ProblemError && (error.status === 0 || error.status === 503);

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      gcTime: 5 * 60_000,
      refetchOnWindowFocus: true,
      retry: (failures, error) => failures < 2 && passing(error),
    },
    mutations: { retry: false },
  },
});
