import { useState } from "react";
import { Button } from "@/components/Button";
import { Dialog } from "@/components/Dialog";
import { m } from "@/paraglide/messages";
import { supportSign, supportWord } from "@/parts/support";
import { type Answer, because, type Kind, next } from "../guided";
import { influenceWord } from "../model";

type GuidedRatingProps = {
  kind: Kind;
  onClose: () => void;
  onTake: (value: number | null, why: string) => void;
};

/** One question after the other until a value can be proposed. */
export function GuidedRating({ kind, onClose, onTake }: GuidedRatingProps) {
  const [answers, setAnswers] = useState<Answer[]>([]);
  const now = next(kind, answers);
  const title = kind === "influence" ? m.powermap_guided_influence() : m.powermap_guided_support();
  const words: [Answer, string][] = [
    ["yes", m.powermap_guided_yes()],
    ["no", m.powermap_guided_no()],
    ["unknown", m.powermap_guided_unknown()],
  ];
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={title}
      description={m.powermap_guided_hint()}
      footer={
        <>
          {answers.length > 0 && (
            <Button look="quiet" className="mr-auto" onClick={() => setAnswers(answers.slice(0, -1))}>
              {m.powermap_guided_back()}
            </Button>
          )}
          {"value" in now ? (
            <Button look="primary" onClick={() => onTake(now.value, because(kind, answers))}>
              {m.powermap_guided_take()}
            </Button>
          ) : (
            <Button onClick={onClose}>{m.common_cancel()}</Button>
          )}
        </>
      }
    >
      {"value" in now ? (
        <p role="status" className="font-semibold text-lg">
          {m.powermap_guided_proposal({
            value:
              kind === "influence" ? influenceWord(now.value) : `${supportSign(now.value)} ${supportWord(now.value)}`,
          })}
        </p>
      ) : (
        <fieldset key={now.step}>
          <legend className="mb-3">
            <span className="block text-ink-soft text-sm">{m.powermap_guided_progress({ step: now.step })}</span>
            <span className="text-lg">{now.question}</span>
          </legend>
          <div className="flex flex-wrap gap-2">
            {words.map(([answer, word], at) => (
              <Button key={answer} autoFocus={at === 0} onClick={() => setAnswers([...answers, answer])}>
                {word}
              </Button>
            ))}
          </div>
        </fieldset>
      )}
    </Dialog>
  );
}
