import type { ReactNode } from "react";
import { cx } from "@/lib/cx";
import { type Tone, toneFill, tones } from "./tone";

/** A state in one or two words. With `dot`, the colour sits in a dot and the word stays plain. */
export function Badge({ tone = "neutral", dot, children }: { tone?: Tone; dot?: boolean; children: ReactNode }) {
  if (dot) {
    return (
      <span className="inline-flex items-center gap-1.5 whitespace-nowrap">
        <span aria-hidden className={cx("size-1.5 rounded-full", toneFill[tone])} />
        {children}
      </span>
    );
  }
  return (
    <span
      className={cx(
        "inline-flex h-5 items-center whitespace-nowrap rounded-sm px-1.5 font-medium text-xs",
        tones[tone],
      )}
    >
      {children}
    </span>
  );
}
