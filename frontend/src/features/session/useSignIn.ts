import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { signIn } from "@/api/generated";
import { sessionQuery } from "@/hooks/useSession";

/** A one-time link's token, or e-mail and password. */
export type Proof = { token: string } | { email: string; password: string };

/** Only ways inside the app: an address from outside must not lead a fresh session away. */
export const safeReturn = (way: string | undefined) => (way && /^\/(?![/\\])/.test(way) ? way : "/");

/** Proves who one is, reads the session, and goes where one was going. */
export function useSignIn(way: string | undefined) {
  const client = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: async (proof: Proof) => {
      await signIn({ body: proof });
      client.clear();
      await client.fetchQuery(sessionQuery);
    },
    onSuccess: () => navigate({ href: safeReturn(way), replace: true }),
  });
}
