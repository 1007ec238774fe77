import { Outlet } from "@tanstack/react-router";
import { lazy, Suspense, useState } from "react";
import { m } from "@/paraglide/messages";
import { BottomBar } from "./BottomBar";
import { Rail } from "./Rail";
import { useFocusOnNavigation } from "./useFocusOnNavigation";
import { useLive } from "./useLive";
import { useShortcuts } from "./useShortcuts";

const Palette = lazy(() => import("./palette/Palette").then((module) => ({ default: module.Palette })));
const KeysDialog = lazy(() => import("./KeysDialog").then((module) => ({ default: module.KeysDialog })));

/** Rail, content, palette. On a phone the rail lives in a drawer behind the bottom bar. */
export function Shell() {
  const [open, setOpen] = useState<"palette" | "keys" | null>(null);
  const search = () => setOpen("palette");
  useFocusOnNavigation();
  useLive();
  useShortcuts({ palette: search, keys: () => setOpen("keys") });
  return (
    <div className="flex h-dvh flex-col md:flex-row print:block print:h-auto">
      <a
        href="#main"
        className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-60 focus:rounded-md focus:bg-leaf focus:px-3 focus:py-2 focus:text-on-leaf"
      >
        {m.common_skip_to_content()}
      </a>
      <Rail onSearch={search} className="hidden w-(--rail) md:flex" />
      <main
        id="main"
        tabIndex={-1}
        className="min-h-0 min-w-0 grow overflow-y-auto outline-none print:overflow-visible"
      >
        <Outlet />
      </main>
      <BottomBar onSearch={search} />
      <Suspense>
        {open === "palette" && <Palette onClose={() => setOpen(null)} onKeys={() => setOpen("keys")} />}
        {open === "keys" && <KeysDialog onClose={() => setOpen(null)} />}
      </Suspense>
    </div>
  );
}
