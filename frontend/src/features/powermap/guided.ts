import { m } from "@/paraglide/messages";

/**
 * Guided rating: the same few questions for everyone, so that two sellers rate one person alike.
 * The first yes decides; a person nobody has talked with stays unknown.
 */
export type Answer = "yes" | "no" | "unknown";
export type Kind = "influence" | "support";

type Question = { ask: () => string; yes?: number; endsOnNo?: true };

const questions: Record<Kind, { list: readonly Question[]; otherwise: number }> = {
  influence: {
    list: [
      { ask: m.powermap_q_final_word, yes: 5 },
      { ask: m.powermap_q_budget, yes: 4 },
      { ask: m.powermap_q_followed, yes: 3 },
      { ask: m.powermap_q_asked, yes: 2 },
    ],
    otherwise: 1,
  },
  support: {
    list: [
      { ask: m.powermap_q_talked, endsOnNo: true },
      { ask: m.powermap_q_against, yes: -1 },
      { ask: m.powermap_q_coaches, yes: 3 },
      { ask: m.powermap_q_only_us, yes: 2 },
      { ask: m.powermap_q_acceptable, yes: 1 },
    ],
    otherwise: 0,
  },
};

export type Next = { question: string; step: number } | { value: number | null };

/** The next question after these answers, or the value they propose (null: it is not known yet). */
export function next(kind: Kind, answers: readonly Answer[]): Next {
  const { list, otherwise } = questions[kind];
  for (const [step, question] of list.entries()) {
    const answer = answers[step];
    if (answer === undefined) return { question: question.ask(), step: step + 1 };
    if (answer === "yes" && question.yes !== undefined) return { value: question.yes };
    if (answer !== "yes" && question.endsOnNo) return { value: null };
  }
  const judged = list.flatMap((question, step) => (question.yes === undefined ? [] : [answers[step]]));
  return { value: judged.every((answer) => answer === "unknown") ? null : otherwise };
}

/** The question that decided, in words, to stand as the beginning of the evidence. */
export function because(kind: Kind, answers: readonly Answer[]): string {
  const last = answers.length - 1;
  const question = questions[kind].list[last]?.ask() ?? "";
  const word = { yes: m.powermap_guided_yes(), no: m.powermap_guided_no(), unknown: m.powermap_guided_unknown() };
  return m.powermap_guided_evidence({ answers: `${question} ${word[answers[last] ?? "unknown"]}` });
}
