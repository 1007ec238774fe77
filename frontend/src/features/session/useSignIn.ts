import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type SecondStep, type SessionOut, signIn } from "@/api/generated";
import { sessionQuery } from "@/hooks/useSession";

/** A one-time link's token; e-mail and password; what the single sign-on brought back; or the second step after one of these. */
export type Proof =
  | { token: string }
  | { email: string; password: string }
  | { state: string; code: string }
  | { challenge: string; code: string };

/** Only ways inside the app: an address from outside must not lead a fresh session away. */
export const safeReturn = (way: string | undefined) => (way && /^\/(?![/\\])/.test(way) ? way : "/");

const isSecondStep = (answer: SessionOut | SecondStep): answer is SecondStep => "challenge" in answer;

/** Proves who one is, reads the session, and goes where one was going; answers the challenge when a second step is due. */
export function useSignIn(way: string | undefined) {
  const client = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: async (proof: Proof) => {
      const answer = await signIn({ body: proof });
      if (isSecondStep(answer)) return answer.challenge;
      client.clear();
      await client.fetchQuery(sessionQuery);
      return null;
    },
    onSuccess: (challenge) => challenge === null && navigate({ href: safeReturn(way), replace: true }),
  });
}
