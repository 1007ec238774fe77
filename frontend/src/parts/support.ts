import type { Tone } from "@/components/tone";
import { m } from "@/paraglide/messages";

/** The scale of support for us, from opposing (−1) to coaching (3); null is not recorded. */
export const supports = [3, 2, 1, 0, -1] as const;

export const supportWord = (support: number | null): string => {
  if (support === null) return m.parts_support_unknown();
  if (support < 0) return m.parts_support_minus();
  return [m.parts_support_0, m.parts_support_1, m.parts_support_2, m.parts_support_3][support]?.() ?? "";
};

/** "+2", "0", "−1", "?": the sign says what the colour says. */
export const supportSign = (support: number | null): string =>
  support === null ? "?" : support > 0 ? `+${support}` : support < 0 ? `−${-support}` : "0";

export const supportTone = (support: number | null): Tone =>
  support === null ? "warn" : support > 0 ? "good" : support < 0 ? "bad" : "neutral";

export const supportOptions = () =>
  supports.map((value) => ({ value: String(value), label: `${supportSign(value)} ${supportWord(value)}` }));
