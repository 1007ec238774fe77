import { BookmarkPlus, Link2, Pencil, Save, Share2, Star, Trash2 } from "lucide-react";
import { lazy, type ReactElement, Suspense, useState } from "react";
import { asProblem } from "@/api/problem";
import { MenuPanel } from "@/components/lazy/MenuPanel";
import type { MenuItem } from "@/components/Menu";
import { toast } from "@/components/Toast";
import { m } from "@/paraglide/messages";
import type { SavedViews } from "./useSavedViews";

const ViewDialog = lazy(() => import("./ViewDialog").then((module) => ({ default: module.ViewDialog })));
const ConfirmDialog = lazy(() =>
  import("@/components/ConfirmDialog").then((module) => ({ default: module.ConfirmDialog })),
);

type ViewsPanelProps = { views: SavedViews; all: string; trigger: ReactElement; byKey: boolean };

/** The views to choose from, and everything that can be done with them. `all` names the list without one. */
export function ViewsPanel({ views, all, trigger, byKey }: ViewsPanelProps) {
  const [dialog, setDialog] = useState<"new" | "rename" | "delete" | null>(null);
  const { current, changed } = views;
  const act = (work: () => Promise<unknown>, done: string) => () =>
    void work().then(
      () => toast.done(done),
      (error) => toast.problem(asProblem(error)),
    );
  const entry = (view: (typeof views.views)[number]): MenuItem => ({
    label: view.mine ? view.name : `${view.name} · ${view.owner_name}`,
    checked: view.id === current?.id,
    onSelect: () => views.open(view),
  });
  const mine = views.views.filter((view) => view.mine);
  const others = views.views.filter((view) => !view.mine);
  const acts: MenuItem[] = [
    ...(current?.mine && changed
      ? [
          {
            label: m.views_update({ name: current.name }),
            icon: <Save aria-hidden />,
            onSelect: act(() => views.update(current), m.common_saved()),
          },
        ]
      : []),
    { label: m.views_save_as(), icon: <BookmarkPlus aria-hidden />, onSelect: () => setDialog("new") },
    ...(current
      ? [
          {
            label: current.is_default ? m.views_default_off() : m.views_default_on(),
            icon: <Star aria-hidden />,
            onSelect: act(() => views.setDefault(current.is_default ? null : current), m.common_saved()),
          },
        ]
      : []),
    ...(current?.mine
      ? [
          {
            label: current.shared ? m.views_unshare() : m.views_share(),
            icon: <Share2 aria-hidden />,
            onSelect: act(() => views.change(current, { shared: !current.shared }), m.common_saved()),
          },
          { label: m.views_rename(), icon: <Pencil aria-hidden />, onSelect: () => setDialog("rename") },
        ]
      : []),
    ...(current?.shared
      ? [
          {
            label: m.views_copy_link(),
            icon: <Link2 aria-hidden />,
            onSelect: act(() => navigator.clipboard.writeText(views.linkOf(current)), m.views_copied()),
          },
        ]
      : []),
    ...(current?.mine
      ? [{ label: m.common_delete(), icon: <Trash2 aria-hidden />, danger: true, onSelect: () => setDialog("delete") }]
      : []),
  ];
  return (
    <>
      <MenuPanel
        trigger={trigger}
        byKey={byKey}
        groups={[
          { items: [{ label: all, checked: !current, onSelect: views.openAll }] },
          ...(mine.length ? [{ label: m.views_mine(), items: mine.map(entry) }] : []),
          ...(others.length ? [{ label: m.views_shared(), items: others.map(entry) }] : []),
          { items: acts },
        ]}
      />
      <Suspense>
        {dialog === "new" && (
          <ViewDialog title={m.views_save_as()} onClose={() => setDialog(null)} onSave={views.save} />
        )}
        {dialog === "rename" && current && (
          <ViewDialog
            title={m.views_rename()}
            before={current}
            onClose={() => setDialog(null)}
            onSave={(name, shared) => views.change(current, { name, shared })}
          />
        )}
        {dialog === "delete" && current && (
          <ConfirmDialog
            open
            onOpenChange={(open) => !open && setDialog(null)}
            title={m.views_delete_title({ name: current.name })}
            consequence={current.shared ? m.views_delete_shared() : m.views_delete_text()}
            confirm={m.common_delete()}
            onConfirm={() => views.remove(current)}
          />
        )}
      </Suspense>
    </>
  );
}
