import { Link } from "@tanstack/react-router";
import { Building2, CalendarCheck2, MenuIcon, RefreshCw, Search } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { m } from "@/paraglide/messages";
import { useUnread } from "./areas";

const Drawer = lazy(() => import("./Drawer").then((module) => ({ default: module.Drawer })));

const cell =
  "flex h-14 min-w-0 grow basis-0 flex-col items-center justify-center gap-0.5 text-ink-soft text-xs [&_svg]:size-5 [&.active]:text-leaf-ink [&.active]:font-medium focus-visible:-outline-offset-2";

/** The phone's bar: the three places one goes to on the move, search, and the whole rail as a drawer. */
export function BottomBar({ onSearch }: { onSearch: () => void }) {
  const [open, setOpen] = useState(false);
  const unread = useUnread();
  return (
    <>
      <nav
        data-print="no"
        aria-label={m.common_short_navigation()}
        className="flex shrink-0 border-line border-t bg-surface pb-[env(safe-area-inset-bottom)] md:hidden"
      >
        <Link to="/" activeOptions={{ exact: true }} className={cell}>
          <RefreshCw aria-hidden />
          <span className="truncate">{m.common_short_loop()}</span>
        </Link>
        <Link to="/customers" className={cell}>
          <Building2 aria-hidden />
          <span className="truncate">{m.common_short_customers()}</span>
        </Link>
        <Link to="/week" className={cell}>
          <CalendarCheck2 aria-hidden />
          <span className="truncate">{m.common_short_week()}</span>
        </Link>
        <button type="button" onClick={onSearch} className={cell}>
          <Search aria-hidden />
          {m.common_short_search()}
        </button>
        <button type="button" onClick={() => setOpen(true)} className={cell}>
          <span className="relative">
            <MenuIcon aria-hidden />
            {unread > 0 && <span className="absolute -top-0.5 -right-1 size-2 rounded-full bg-leaf" />}
          </span>
          {m.common_short_more()}
          {unread > 0 && <span className="sr-only">{m.notifications_count({ count: unread })}</span>}
        </button>
      </nav>
      <Suspense>{open && <Drawer onClose={() => setOpen(false)} />}</Suspense>
    </>
  );
}
