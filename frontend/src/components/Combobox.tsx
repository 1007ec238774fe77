import { ChevronDown, X } from "lucide-react";
import { Popover as Radix } from "radix-ui";
import { useId, useRef, useState } from "react";
import { cx } from "@/lib/cx";
import { isComposing } from "@/lib/keys";
import { m } from "@/paraglide/messages";
import { ComboboxList } from "./ComboboxList";
import { control, controlHeight, floating } from "./control";
import { type Choice, type ChoiceSource, useChoices } from "./useChoices";

type ComboboxProps = {
  value: Choice | null;
  onChange: (choice: Choice | null) => void;
  /** A list to filter here, or a search that asks the server. */
  source: ChoiceSource;
  placeholder?: string;
  clearable?: boolean;
  disabled?: boolean;
  id?: string;
  name?: string;
  "aria-label"?: string;
  "aria-describedby"?: string;
  "aria-invalid"?: boolean;
};

/** Type to find, arrows to walk, Enter to take, Escape to leave. Enter while composing Chinese only picks characters. */
export function Combobox({ value, onChange, source, placeholder, clearable, disabled, ...field }: ComboboxProps) {
  const [text, setText] = useState<string | null>(null);
  const [active, setActive] = useState(0);
  const listId = useId();
  const input = useRef<HTMLInputElement>(null);
  const open = text !== null;
  const { choices, state } = useChoices(source, text ?? "", open);

  const take = (choice: Choice) => {
    onChange(choice);
    setText(null);
    input.current?.focus();
  };

  const onKeyDown = (event: React.KeyboardEvent) => {
    if (isComposing(event)) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!open) setText("");
      else if (choices.length)
        setActive((active + (event.key === "ArrowDown" ? 1 : -1) + choices.length) % choices.length);
    } else if (event.key === "Enter" && open) {
      event.preventDefault();
      const choice = choices[active];
      if (choice) take(choice);
    } else if (event.key === "Escape" && open) {
      event.stopPropagation();
      setText(null);
    }
  };

  return (
    <Radix.Root open={open} onOpenChange={(next) => !next && setText(null)}>
      <Radix.Anchor className="relative block w-full">
        <input
          {...field}
          ref={input}
          role="combobox"
          autoComplete="off"
          aria-expanded={open}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={open && choices[active] ? `${listId}-${active}` : undefined}
          disabled={disabled}
          placeholder={placeholder}
          value={text ?? value?.label ?? ""}
          onChange={(event) => {
            setText(event.target.value);
            setActive(0);
          }}
          onClick={() => !open && setText("")}
          onKeyDown={onKeyDown}
          onBlur={() => setText(null)}
          className={cx(control, controlHeight, "pr-8")}
        />
        {clearable && value && !disabled ? (
          <button
            type="button"
            aria-label={m.common_clear()}
            onClick={() => onChange(null)}
            className="absolute inset-y-0 right-1 my-auto flex size-6 items-center justify-center rounded-sm text-ink-faint hover:text-ink"
          >
            <X aria-hidden className="size-3.5" />
          </button>
        ) : (
          <ChevronDown
            aria-hidden
            className="pointer-events-none absolute inset-y-0 right-2 my-auto size-4 text-ink-faint"
          />
        )}
      </Radix.Anchor>
      <Radix.Portal>
        <section aria-label={m.common_choices()}>
          <Radix.Content
            role="presentation"
            align="start"
            sideOffset={4}
            onOpenAutoFocus={(event) => event.preventDefault()}
            onInteractOutside={(event) => input.current === event.target && event.preventDefault()}
            className={cx(floating, "w-(--radix-popper-anchor-width) min-w-52 p-1")}
          >
            <ComboboxList
              id={listId}
              choices={choices}
              state={state}
              active={active}
              onActive={setActive}
              onTake={take}
            />
          </Radix.Content>
        </section>
      </Radix.Portal>
    </Radix.Root>
  );
}
