import { useEffect, useMemo, useState } from "react";
import { useDebounced } from "@/hooks/useDebounced";

export type Choice = { value: string; label: string; hint?: string };
export type ChoiceSource = readonly Choice[] | ((text: string, signal: AbortSignal) => Promise<Choice[]>);
export type ChoiceState = "ready" | "loading" | "failed";

const none: Choice[] = [];

/** The choices for a text: filtered here, or asked of the server after a short rest, the last question winning. */
export function useChoices(
  source: ChoiceSource,
  text: string,
  open: boolean,
): { choices: Choice[]; state: ChoiceState } {
  const rested = useDebounced(text.trim());
  const [found, setFound] = useState<{ choices: Choice[]; state: ChoiceState }>({ choices: none, state: "loading" });
  const ask = typeof source === "function" ? source : null;

  useEffect(() => {
    if (!ask || !open) return;
    const stop = new AbortController();
    setFound((before) => ({ ...before, state: "loading" }));
    ask(rested, stop.signal).then(
      (choices) => stop.signal.aborted || setFound({ choices, state: "ready" }),
      () => stop.signal.aborted || setFound({ choices: none, state: "failed" }),
    );
    return () => stop.abort();
  }, [ask, rested, open]);

  const filtered = useMemo(() => {
    if (typeof source === "function") return none;
    const wanted = text.trim().toLocaleLowerCase();
    return source.filter((choice) => `${choice.label} ${choice.hint ?? ""}`.toLocaleLowerCase().includes(wanted));
  }, [source, text]);

  return ask ? found : { choices: filtered, state: "ready" };
}
