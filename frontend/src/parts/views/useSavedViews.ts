import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { atVersion } from "@/api/client";
import {
  createSavedView,
  deleteSavedView,
  listSavedViews,
  type SavedViewCreate,
  type SavedViewOut,
  type SavedViewUpdate,
  setDefaultView,
  updateSavedView,
} from "@/api/generated";
import { readAll } from "@/api/readAll";
import type { GridView } from "@/components/DataGrid";
import { toast } from "@/components/Toast";
import { m } from "@/paraglide/messages";
import { isPlain, sameGrid, sameQuery, type ViewQuery } from "./model";

type ViewsOptions = {
  of: SavedViewCreate["of"];
  /** What the address holds now, without the view's own name. */
  query: ViewQuery;
  /** The view that the address names; `param` is the name it has there. */
  id: string | undefined;
  param?: string;
  /** The grid's arrangement, where the list has one. */
  grid?: GridView;
  onGrid?: (grid: GridView) => void;
  /** Goes to the list with these parameters and this view in its address. */
  go: (query: ViewQuery, id: string | undefined, replace: boolean) => void;
};

export type SavedViews = ReturnType<typeof useSavedViews>;

const none: GridView = { order: [], hidden: [], widths: {} };
const hint = (of: string) => `loam-default-view-${of}`;

/**
 * The views of one list. An address that names a view and nothing else opens it as it was saved; a bare address opens
 * the reader's default. `pending` says that the list should wait, for the view will change what it asks.
 */
export function useSavedViews({ of, query, id, param = "view", grid = none, onGrid, go }: ViewsOptions) {
  const client = useQueryClient();
  const key = ["saved_view", of];
  const views = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => readAll((window) => listSavedViews({ query: { of, ...window }, signal })),
    staleTime: 60_000,
  });
  const [opened, setOpened] = useState<string | undefined>();
  const [asked, setAsked] = useState(false);
  const current = views.data?.find((view) => view.id === id);

  const open = (view: SavedViewOut, replace = false) => {
    setOpened(view.id);
    if (!sameGrid(view.columns, grid)) onGrid?.(view.columns);
    go(view.query, view.id, replace);
  };

  // biome-ignore lint/correctness/useExhaustiveDependencies: only another view, or their coming, opens one
  useEffect(() => {
    if (!views.data) return;
    const chosen = views.data.find((view) => view.is_default);
    if (chosen) localStorage.setItem(hint(of), chosen.id);
    else localStorage.removeItem(hint(of));
    if (id && !current) {
      toast.info(m.views_gone());
      go(query, undefined, true);
    } else if (current && id !== opened && isPlain(query)) open(current, true);
    else if (!id && !asked && isPlain(query) && chosen) open(chosen, true);
    setAsked(true);
  }, [views.data, id]);

  const anew = () => client.invalidateQueries({ queryKey: key });
  const change = async (view: SavedViewOut, body: SavedViewUpdate) => {
    await updateSavedView({ path: { saved_view_id: view.id }, body, headers: atVersion(view) });
    await anew();
  };
  const named = id ? opened !== id : !asked && localStorage.getItem(hint(of)) !== null;
  return {
    views: views.data ?? [],
    current,
    /** What is on screen is no longer what was saved. */
    changed: !!current && !(sameQuery(current.query, query) && (!onGrid || sameGrid(current.columns, grid))),
    pending: views.isPending && isPlain(query) && named,
    open,
    /** The address of a view: this list, and nothing but its name. */
    linkOf: (view: SavedViewOut) =>
      `${location.origin}${location.pathname}?${new URLSearchParams({ [param]: view.id })}`,
    openAll: () => {
      setOpened(undefined);
      go({}, undefined, false);
    },
    save: async (name: string, shared: boolean) => {
      const made = await createSavedView({ body: { of, name, shared, query, columns: grid } });
      setOpened(made.id);
      client.setQueryData<SavedViewOut[]>(key, (old) => [...(old ?? []), made]);
      go(query, made.id, false);
      await anew();
    },
    change,
    update: (view: SavedViewOut) => change(view, { query, columns: grid }),
    setDefault: async (view: SavedViewOut | null) => {
      await setDefaultView({ body: { of, view_id: view?.id ?? null } });
      await anew();
    },
    remove: async (view: SavedViewOut) => {
      await deleteSavedView({ path: { saved_view_id: view.id }, headers: atVersion(view) });
      if (view.id === id) go(query, undefined, true);
      await anew();
    },
  };
}
