import { lazy, Suspense, useEffect, useState } from "react";
import { whenProofNeeded } from "@/api/fetch";

const ProofDialog = lazy(() => import("./ProofDialog").then((module) => ({ default: module.ProofDialog })));

/** Stands once in the root: asks people to prove again who they are when the server wants it, whatever they were doing. */
export function ProofAsker() {
  const [asked, setAsked] = useState<((proved: boolean) => void)[]>([]);
  useEffect(() => {
    whenProofNeeded(() => new Promise((resolve) => setAsked((others) => [...others, resolve])));
  }, []);
  const end = (proved: boolean) => {
    for (const resolve of asked) resolve(proved);
    setAsked([]);
  };
  return <Suspense>{asked.length > 0 && <ProofDialog onEnd={end} />}</Suspense>;
}
