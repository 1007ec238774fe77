import { useNavigate } from "@tanstack/react-router";
import { Download, Maximize, Plus } from "lucide-react";
import { useRef, useState } from "react";
import { exportOpportunities } from "@/api/generated";
import { Button } from "@/components/Button";
import { IconButton } from "@/components/IconButton";
import { Menu } from "@/components/Menu";
import { Page } from "@/components/Page";
import { useSession } from "@/hooks/useSession";
import { cx } from "@/lib/cx";
import { savePng, saveSvg } from "@/lib/picture";
import { m } from "@/paraglide/messages";
import { ExportButton } from "@/parts/ExportButton";
import { queryOf } from "@/parts/views/model";
import { useSavedViews } from "@/parts/views/useSavedViews";
import { ViewsMenu } from "@/parts/views/ViewsMenu";
import { ClusterSheet } from "./ClusterSheet";
import { CreateSheet } from "./CreateSheet";
import { Filters } from "./Filters";
import { boardId } from "./HorizonBoard";
import { listed } from "./listed";
import { OpportunitySheet } from "./OpportunitySheet";

import { sandboxRoute } from "./routes";
import { SandboxContent } from "./SandboxContent";
import type { Bubble } from "./scene";
import { usePresenting } from "./usePresenting";
import { everything, newFindings, useWithin } from "./useWithin";
import { ViewSwitch } from "./ViewSwitch";

export function SandboxPage() {
  const search = sandboxRoute.useSearch();
  const { view = "board", opportunity, tab, create, saved } = search;
  const same = listed(search, useWithin());
  const navigate = useNavigate({ from: sandboxRoute.fullPath });
  const { can } = useSession();
  const mayWrite = can("planning:write") || can("planning:team");
  const [cluster, setCluster] = useState<Bubble[] | null>(null);
  const room = useRef<HTMLDivElement>(null);
  const presenting = usePresenting(room);
  const views = useSavedViews({
    of: "opportunities",
    param: "saved",
    query: queryOf(search, ["saved", "create", "opportunity", "tab"]),
    id: saved,
    go: (query, id, replace) =>
      void navigate({
        search: (old) => ({ ...query, saved: id, opportunity: replace ? old.opportunity : undefined }),
        replace,
      }),
  });
  const show = (id: string | undefined) =>
    void navigate({ search: (old) => ({ ...old, opportunity: id, tab: undefined }) });
  const creating = (open: boolean) => void navigate({ search: (old) => ({ ...old, create: open || undefined }) });
  const created = (id: string) =>
    void navigate({
      // what was found a moment ago is in no cycle: the board goes where it is
      search: (old) => ({
        ...old,
        create: undefined,
        opportunity: id,
        cycle: old.cycle === everything ? everything : newFindings,
      }),
      replace: true,
    });
  return (
    <div ref={room} className={cx("h-full bg-canvas", presenting.on && "fixed inset-0 z-30")}>
      <Page
        title={m.sandbox_title()}
        full
        actions={
          <>
            <ViewsMenu views={views} all={m.sandbox_view_first()} />
            <ViewSwitch />
            {view !== "table" && <PictureMenu />}
            {view === "table" && same && (
              <ExportButton
                name={m.sandbox_title()}
                fetchFile={(format) => exportOpportunities({ query: { ...same, format }, parseAs: "blob" })}
              />
            )}
            <IconButton
              className="max-md:hidden"
              label={presenting.on ? m.sandbox_present_end() : m.sandbox_present()}
              icon={<Maximize />}
              aria-pressed={presenting.on}
              onClick={presenting.toggle}
            />
            {mayWrite && !presenting.on && (
              <Button look="primary" icon={<Plus aria-hidden />} onClick={() => creating(true)}>
                {m.sandbox_create()}
              </Button>
            )}
          </>
        }
        below={<Filters />}
      >
        <SandboxContent
          onOpen={(row) => show(row.id)}
          onCluster={setCluster}
          onCreate={mayWrite ? () => creating(true) : undefined}
          mayWrite={mayWrite}
        />
      </Page>
      {cluster && <ClusterSheet rows={cluster} onClose={() => setCluster(null)} onOpen={(row) => show(row.id)} />}
      {opportunity && (
        <OpportunitySheet
          key={opportunity}
          id={opportunity}
          first={tab}
          mayWrite={mayWrite}
          onClose={() => show(undefined)}
        />
      )}
      {create && mayWrite && <CreateSheet onClose={() => creating(false)} onCreated={created} />}
    </div>
  );
}

function PictureMenu() {
  const drawn = () => document.getElementById(boardId) as SVGSVGElement | null;
  const save = (how: (svg: SVGSVGElement, name: string) => unknown) => {
    const svg = drawn();
    if (svg) void how(svg, m.sandbox_title());
  };
  return (
    <Menu
      align="end"
      trigger={<IconButton label={m.common_save_picture()} icon={<Download />} />}
      groups={[
        {
          items: [
            { label: m.sandbox_save_png(), onSelect: () => save(savePng) },
            { label: m.sandbox_save_svg(), onSelect: () => save(saveSvg) },
          ],
        },
      ]}
    />
  );
}
