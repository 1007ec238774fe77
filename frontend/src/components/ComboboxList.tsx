import { cx } from "@/lib/cx";
import { m } from "@/paraglide/messages";
import type { Choice, ChoiceState } from "./useChoices";

type ComboboxListProps = {
  id: string;
  choices: Choice[];
  state: ChoiceState;
  active: number;
  onActive: (index: number) => void;
  onTake: (choice: Choice) => void;
};

export function ComboboxList({ id, choices, state, active, onActive, onTake }: ComboboxListProps) {
  const note =
    state === "failed"
      ? m.common_search_failed()
      : state === "loading"
        ? m.common_searching()
        : m.common_nothing_found();
  return (
    <>
      <div id={id} role="listbox" aria-label={m.common_choices()} aria-busy={state === "loading"}>
        {choices.map((choice, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the input keeps the focus and handles the keys
          <div
            key={choice.value}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === active}
            ref={index === active ? (node) => node?.scrollIntoView?.({ block: "nearest" }) : undefined}
            onMouseDown={(event) => event.preventDefault()}
            onMouseMove={() => index !== active && onActive(index)}
            onClick={() => onTake(choice)}
            className={cx(
              "flex cursor-pointer items-baseline gap-2 rounded-md px-2 py-1.5",
              index === active && "bg-leaf-soft",
            )}
          >
            <span className="truncate">{choice.label}</span>
            {choice.hint && <span className="ml-auto truncate text-ink-soft text-xs">{choice.hint}</span>}
          </div>
        ))}
      </div>
      {choices.length === 0 && (
        <p role="status" className="px-2 py-3 text-ink-soft text-sm">
          {note}
        </p>
      )}
    </>
  );
}
