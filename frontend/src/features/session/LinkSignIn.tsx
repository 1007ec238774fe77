import { LoaderCircle } from "lucide-react";
import { m } from "@/paraglide/messages";

export function LinkSignIn() {
  return (
    <p role="status" className="flex items-center gap-2.5 text-ink-soft">
      <LoaderCircle aria-hidden className="size-4 animate-spin" />
      {m.session_link_in_use()}
    </p>
  );
}
