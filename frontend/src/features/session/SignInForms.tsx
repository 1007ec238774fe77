import { useEffect, useRef, useState } from "react";
import { ProblemError } from "@/api/problem";
import { m } from "@/paraglide/messages";
import { LinkSignIn } from "./LinkSignIn";
import { PasswordForm } from "./PasswordForm";
import { signInRoute } from "./routes";
import { SecondStepForm } from "./SecondStepForm";
import { SsoButton } from "./SsoButton";
import { useSignIn } from "./useSignIn";
import { wayBack } from "./wayBack";

const denied = () =>
  new ProblemError({ title: m.session_sso_denied(), status: 401, code: "sso_denied", detail: undefined });

/** What the address brings with it is used at once; else one types; then, where it is set up, the second step. */
export function SignInForms() {
  const { token, code, state, error, return: asked } = signInRoute.useSearch();
  const isBack = !!(state && (code || error));
  const way = isBack ? wayBack.read() : asked;
  const [challenge, setChallenge] = useState<string | null>(null);
  const brought = useSignIn(way);
  const used = useRef(false);
  useEffect(() => {
    // a link or a provider's code works once: never send it twice
    const proof = token ? { token } : state && code ? { state, code } : undefined;
    if (!proof || used.current) return;
    used.current = true;
    brought.mutate(proof, { onSuccess: setChallenge });
  }, [token, state, code, brought]);

  if (challenge) return <SecondStepForm challenge={challenge} way={way} onBack={() => setChallenge(null)} />;
  if (token && !brought.isError && !brought.isSuccess) return <LinkSignIn text={m.session_link_in_use()} />;
  if (state && code && !brought.isError && !brought.isSuccess) return <LinkSignIn text={m.session_sso_in_use()} />;
  return (
    <>
      <PasswordForm way={way} problem={brought.error ?? (error ? denied() : null)} onSecondStep={setChallenge} />
      <SsoButton way={way} />
    </>
  );
}
