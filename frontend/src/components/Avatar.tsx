import { cx } from "@/lib/cx";
import { type Tone, tones } from "./tone";

const grounds: Tone[] = ["good", "earth", "info", "warn", "neutral"];

/** Two letters of a name on a ground that stays the same for that name. Chinese names show the given name. */
export function Avatar({ name, size = "md" }: { name: string; size?: "sm" | "md" | "lg" }) {
  const letters = /\p{Script=Han}/u.test(name)
    ? [...name.replace(/\s/g, "")].slice(-2).join("")
    : name
        .split(/\s+/)
        .map((word) => word[0] ?? "")
        .slice(0, 2)
        .join("")
        .toUpperCase();
  const ground =
    grounds[[...name].reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0) % grounds.length] ?? "neutral";
  const sizes = { sm: "size-6 text-[0.625rem]", md: "size-8 text-xs", lg: "size-12 text-base" };
  return (
    <span
      aria-hidden
      className={cx(
        "inline-flex shrink-0 select-none items-center justify-center rounded-full font-medium",
        sizes[size],
        tones[ground],
      )}
    >
      {letters}
    </span>
  );
}
