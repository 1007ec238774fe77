import { Archive, ArchiveRestore, Plus, X } from "lucide-react";
import type { FieldChoice } from "@/api/generated";
import { Button } from "@/components/Button";
import { IconButton } from "@/components/IconButton";
import { Input } from "@/components/Input";
import { cx } from "@/lib/cx";
import { m } from "@/paraglide/messages";
import { nextValue } from "./values";

type ChoicesEditorProps = {
  choices: FieldChoice[];
  onChange: (choices: FieldChoice[]) => void;
  /** Values that records may already hold: those are archived, not removed. */
  kept: ReadonlySet<string>;
  error?: string;
};

/** What can be chosen, in both languages. */
export function ChoicesEditor({ choices, onChange, kept, error }: ChoicesEditorProps) {
  const change = (value: string, part: Partial<FieldChoice>) =>
    onChange(choices.map((one) => (one.value === value ? { ...one, ...part } : one)));
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1 font-medium text-ink-soft text-sm">{m.fields_choices()}</legend>
      {choices.map((one, index) => {
        const number = index + 1;
        return (
          <div key={one.value} className={cx("flex items-center gap-2", one.archived && "opacity-70")}>
            <Input
              value={one.label_zh}
              maxLength={200}
              aria-label={m.fields_choice_zh({ number })}
              placeholder={m.fields_label_zh()}
              onChange={(event) => change(one.value, { label_zh: event.target.value })}
            />
            <Input
              value={one.label_en}
              maxLength={200}
              aria-label={m.fields_choice_en({ number })}
              placeholder={m.fields_label_en()}
              onChange={(event) => change(one.value, { label_en: event.target.value })}
            />
            {kept.has(one.value) ? (
              <IconButton
                label={one.archived ? m.fields_choice_restore({ number }) : m.fields_choice_archive({ number })}
                icon={one.archived ? <ArchiveRestore /> : <Archive />}
                onClick={() => change(one.value, { archived: !one.archived })}
              />
            ) : (
              <IconButton
                label={m.fields_choice_remove({ number })}
                icon={<X />}
                onClick={() => onChange(choices.filter((other) => other !== one))}
              />
            )}
          </div>
        );
      })}
      <div>
        <Button
          size="sm"
          icon={<Plus aria-hidden />}
          onClick={() =>
            onChange([...choices, { value: nextValue(choices), label_zh: "", label_en: "", archived: false }])
          }
        >
          {m.fields_choice_add()}
        </Button>
      </div>
      {error && (
        <p role="alert" className="text-bad-ink text-sm">
          {error}
        </p>
      )}
    </fieldset>
  );
}
