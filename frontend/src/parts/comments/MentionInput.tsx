import { type ComponentProps, useId, useLayoutEffect, useRef, useState } from "react";
import { ComboboxList } from "@/components/ComboboxList";
import { floating } from "@/components/control";
import { Textarea } from "@/components/Textarea";
import { type Choice, useChoices } from "@/components/useChoices";
import { cx } from "@/lib/cx";
import { isComposing } from "@/lib/keys";
import { findPeople } from "../finders";
import { type Called, call, calling } from "./mention";

type MentionInputProps = Omit<ComponentProps<"textarea">, "value" | "onChange" | "onKeyDown"> & {
  value: string;
  onChange: (text: string) => void;
  /** Somebody was picked from the list. */
  onCall: (person: Called) => void;
  /** ⌘Enter or Ctrl Enter. */
  onSend: () => void;
};

/** Plain text; "@" opens the list of people: type to find, arrows walk, Enter or Tab takes, Escape leaves. */
export function MentionInput({ value, onChange, onCall, onSend, ...field }: MentionInputProps) {
  const area = useRef<HTMLTextAreaElement>(null);
  const listId = useId();
  const [caret, setCaret] = useState(0);
  const [active, setActive] = useState(0);
  const [left, setLeft] = useState<number | null>(null);
  const next = useRef<number | null>(null);
  const now = calling(value, caret);
  const open = now !== null && now.from !== left;
  const { choices, state } = useChoices(findPeople, now?.text ?? "", open);

  useLayoutEffect(() => {
    if (next.current === null) return;
    area.current?.setSelectionRange(next.current, next.current);
    next.current = null;
  });

  const take = (choice: Choice | undefined) => {
    if (!now || !choice) return;
    const put = call(value, now.from, caret, choice.label);
    next.current = put.caret;
    setCaret(put.caret);
    onCall({ id: choice.value, name: choice.label });
    onChange(put.text);
  };

  const onKeyDown = (event: React.KeyboardEvent) => {
    if (isComposing(event)) return;
    if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) {
      event.preventDefault();
      onSend();
    } else if (!open) return;
    else if (event.key === "Escape") {
      event.stopPropagation();
      setLeft(now.from);
    } else if (choices.length === 0) return;
    else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      setActive((active + (event.key === "ArrowDown" ? 1 : -1) + choices.length) % choices.length);
    } else if (event.key === "Enter" || event.key === "Tab") {
      event.preventDefault();
      take(choices[active]);
    }
  };

  return (
    <div className="relative">
      <Textarea
        {...field}
        ref={area}
        value={value}
        aria-autocomplete="list"
        aria-controls={open ? listId : undefined}
        aria-activedescendant={open && choices[active] ? `${listId}-${active}` : undefined}
        onChange={(event) => {
          onChange(event.target.value);
          setCaret(event.target.selectionStart);
          setActive(0);
          if (calling(event.target.value, event.target.selectionStart)?.from !== left) setLeft(null);
        }}
        onSelect={(event) => setCaret(event.currentTarget.selectionStart)}
        onKeyDown={onKeyDown}
      />
      {open && (
        <div className={cx(floating, "absolute inset-x-0 top-full mt-1 max-h-56 p-1 sm:right-auto sm:w-72")}>
          <ComboboxList
            id={listId}
            choices={choices}
            state={state}
            active={active}
            onActive={setActive}
            onTake={take}
          />
        </div>
      )}
    </div>
  );
}
