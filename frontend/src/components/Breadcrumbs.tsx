import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import { m } from "@/paraglide/messages";

/** Where this page stands. Pass <Link> elements; the last one is the page itself and no link. */
export function Breadcrumbs({ children }: { children: ReactNode[] }) {
  return (
    <nav aria-label={m.common_breadcrumbs()}>
      <ol className="flex min-w-0 items-center gap-1 text-ink-soft text-sm">
        {children.map((crumb, index) => (
          <li
            // biome-ignore lint/suspicious/noArrayIndexKey: the order is the identity
            key={index}
            className="flex min-w-0 items-center gap-1"
            aria-current={index === children.length - 1 ? "page" : undefined}
          >
            {index > 0 && <ChevronRight aria-hidden className="size-3.5 shrink-0 text-ink-faint" />}
            <span className="truncate [&_a:hover]:text-ink [&_a:hover]:underline">{crumb}</span>
          </li>
        ))}
      </ol>
    </nav>
  );
}
