import { ChevronDown, Layers } from "lucide-react";
import { Button } from "@/components/Button";
import { menuLater } from "@/components/Menu";
import { m } from "@/paraglide/messages";
import type { SavedViews } from "./useSavedViews";

const ViewsPanel = menuLater(() => import("./ViewsPanel").then((module) => module.ViewsPanel));

/** Which view of a list is shown; what can be done with views comes when it is reached for. `all` names the list without one. */
export function ViewsMenu({ views, all }: { views: SavedViews; all: string }) {
  const { current, changed } = views;
  return (
    <ViewsPanel
      views={views}
      all={all}
      trigger={
        <Button look="quiet" icon={<Layers aria-hidden />}>
          <span className="max-w-40 truncate">{current?.name ?? all}</span>
          {changed && <span className="text-ink-faint text-xs">{m.views_changed()}</span>}
          <ChevronDown aria-hidden />
          <span className="sr-only">{m.views_title()}</span>
        </Button>
      }
    />
  );
}
