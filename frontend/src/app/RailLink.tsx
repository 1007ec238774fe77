import { Link } from "@tanstack/react-router";
import type { NavEntry } from "./area";

export function RailLink({ entry, onGo }: { entry: NavEntry; onGo?: () => void }) {
  const Icon = entry.icon;
  return (
    <li>
      <Link
        to={entry.to}
        onClick={onGo}
        activeOptions={{ exact: entry.to === "/" }}
        className="flex h-8 items-center gap-2.5 rounded-md px-2 text-ink-soft hover:bg-hover hover:text-ink pointer-coarse:h-10 [&.active]:bg-leaf-soft [&.active]:font-medium [&.active]:text-leaf-ink"
      >
        <Icon aria-hidden className="size-4 shrink-0" />
        <span className="truncate">{entry.label()}</span>
      </Link>
    </li>
  );
}
