import { useState } from "react";
import { type Draft, draftOf, type SelectionOut } from "./model";
import { same } from "./usePreview";

/** The rules on screen; they follow the stored ones whenever those change. */
export function useDraft(selection: SelectionOut) {
  const [held, setHeld] = useState({ version: selection.version, draft: draftOf(selection) });
  const current = held.version === selection.version ? held : { version: selection.version, draft: draftOf(selection) };
  if (current !== held) setHeld(current);
  const { draft } = current;
  const change = (next: Partial<Draft>) => setHeld({ version: selection.version, draft: { ...draft, ...next } });
  const changeRules = (rules: Partial<Draft["rules"]>) => change({ rules: { ...draft.rules, ...rules } });
  /** Locks one in or out of the choice, or lets it go. */
  const lock = (id: string, where: "in" | "out" | null) => {
    const without = (ids: readonly string[]) => ids.filter((one) => one !== id);
    const { locked_in, locked_out } = draft.rules;
    changeRules({
      locked_in: where === "in" ? [...without(locked_in), id] : without(locked_in),
      locked_out: where === "out" ? [...without(locked_out), id] : without(locked_out),
    });
  };
  return {
    draft,
    change,
    changeRules,
    lock,
    reset: () => change(draftOf(selection)),
    isChanged: !same(draft, draftOf(selection)),
  };
}
