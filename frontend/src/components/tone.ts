/** What a colour means here, and its quiet ground with ink that reads on it. */
export const tones = {
  neutral: "bg-neutral-soft text-ink-soft",
  good: "bg-leaf-soft text-leaf-ink",
  earth: "bg-earth-soft text-earth-ink",
  warn: "bg-warn-soft text-warn-ink",
  bad: "bg-bad-soft text-bad-ink",
  info: "bg-info-soft text-info-ink",
} as const;

export type Tone = keyof typeof tones;

/** The strong colour of a tone, for bars, dots and lines. */
export const toneFill: Record<Tone, string> = {
  neutral: "bg-control",
  good: "bg-leaf",
  earth: "bg-earth",
  warn: "bg-warn",
  bad: "bg-bad",
  info: "bg-info",
};
