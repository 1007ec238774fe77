import { LoaderCircle } from "lucide-react";

/** A link or the provider's answer is at work; nothing to do but wait. */
export function LinkSignIn({ text }: { text: string }) {
  return (
    <p role="status" className="flex items-center gap-2.5 text-ink-soft">
      <LoaderCircle aria-hidden className="size-4 animate-spin" />
      {text}
    </p>
  );
}
