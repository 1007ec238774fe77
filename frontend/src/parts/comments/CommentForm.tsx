import { useState } from "react";
import { asProblem } from "@/api/problem";
import { Button } from "@/components/Button";
import { toast } from "@/components/Toast";
import { commandKey } from "@/lib/keys";
import { m } from "@/paraglide/messages";
import { MentionInput } from "./MentionInput";
import { type Called, stillCalled } from "./mention";

export type Written = { body: string; mentions: string[] };

type CommentFormProps = {
  label: string;
  /** What is there to change; absent for a new comment. */
  before?: { body: string; mentions: readonly Called[] };
  send: string;
  onSend: (written: Written) => Promise<unknown>;
  onCancel?: () => void;
};

/** Words and the people they call; what was written stays when the server refuses. */
export function CommentForm({ label, before, send, onSend, onCancel }: CommentFormProps) {
  const [text, setText] = useState(before?.body ?? "");
  const [people, setPeople] = useState<readonly Called[]>(before?.mentions ?? []);
  const [busy, setBusy] = useState(false);
  const empty = text.trim() === "";
  const submit = async () => {
    if (empty || busy) return;
    setBusy(true);
    try {
      await onSend({ body: text.trim(), mentions: stillCalled(people, text).map((one) => one.id) });
      setText("");
      setPeople([]);
    } catch (error) {
      toast.problem(asProblem(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <form
      className="grid gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <MentionInput
        aria-label={label}
        placeholder={m.together_placeholder()}
        rows={2}
        maxLength={5000}
        value={text}
        onChange={setText}
        onCall={(person) => setPeople((old) => [...old, person])}
        onSend={() => void submit()}
      />
      <div className="flex items-center justify-end gap-2">
        <span aria-hidden className="mr-auto hidden text-ink-faint text-xs sm:inline">
          {m.together_send_keys({ key: commandKey })}
        </span>
        {onCancel && (
          <Button look="quiet" onClick={onCancel}>
            {m.common_cancel()}
          </Button>
        )}
        <Button type="submit" look="primary" busy={busy} disabled={empty}>
          {send}
        </Button>
      </div>
    </form>
  );
}
