import type { Tone } from "@/components/tone";

/** 0–100 as a judgement: below 40 bad, below 70 to be watched. */
export function healthTone(health: number | null): Extract<Tone, "good" | "warn" | "bad" | "neutral"> {
  if (health === null) return "neutral";
  return health < 40 ? "bad" : health < 70 ? "warn" : "good";
}
