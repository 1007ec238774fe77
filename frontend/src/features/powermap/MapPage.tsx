import { Link, useNavigate } from "@tanstack/react-router";
import { Breadcrumbs } from "@/components/Breadcrumbs";
import { ErrorState } from "@/components/ErrorState";
import { Page } from "@/components/Page";
import { SkeletonLines } from "@/components/Skeleton";
import { Tabs } from "@/components/Tabs";
import { useMedia } from "@/hooks/useMedia";
import { useTitle } from "@/hooks/useTitle";
import { m } from "@/paraglide/messages";
import { useMayPlan } from "@/parts/useMayPlan";
import { AddPerson } from "./AddPerson";
import { MapActions } from "./MapActions";
import { MapBody } from "./MapBody";
import { MapPicture } from "./MapPicture";
import type { PowerMapOut } from "./model";
import { AssessmentPanel } from "./panel/AssessmentPanel";
import { mapRoute } from "./routes";
import { useMap, useVendorNames } from "./useMap";
import { useMapEdits } from "./useMapEdits";
import { useUndoKey } from "./useUndoKey";

type View = "canvas" | "list" | "assessment";

/** 权力地图: who decides, who is for and against us, and what is missing before one may bid. */
export function MapPage() {
  const { mapId } = mapRoute.useParams();
  const map = useMap(mapId);
  useTitle(map.data && `${map.data.project_name ?? map.data.customer_name} · ${m.powermap_title()}`);
  if (map.data) return <Shown key={mapId} map={map.data} />;
  return (
    <Page title={m.powermap_title()}>
      {map.error ? (
        <ErrorState error={map.error} onRetry={() => void map.refetch()} />
      ) : (
        <SkeletonLines lines={12} label={m.common_loading()} />
      )}
    </Page>
  );
}

function Shown({ map }: { map: PowerMapOut }) {
  const search = mapRoute.useSearch();
  const navigate = useNavigate({ from: mapRoute.fullPath });
  const narrow = useMedia("(width < 64rem)");
  const vendors = useVendorNames();
  const edits = useMapEdits(map.id);
  const mayEdit = useMayPlan();
  useUndoKey(edits.undo);
  const view: View = search.view === "assessment" && !narrow ? "canvas" : (search.view ?? (narrow ? "list" : "canvas"));
  const show = (next: Partial<typeof search>) =>
    void navigate({ search: (old) => ({ ...old, ...next }), replace: next.view === undefined });
  const tabs: { value: View; label: string }[] = [
    { value: "list", label: m.powermap_view_list() },
    { value: "canvas", label: m.powermap_view_canvas() },
    { value: "assessment", label: m.powermap_tab_assessment() },
  ];
  return (
    <Page
      full
      title={m.powermap_title()}
      above={
        <Breadcrumbs>
          {[
            <Link key="maps" to="/powermap">
              {m.powermap_maps_title()}
            </Link>,
            <Link key="customer" to={`/customers/${map.customer_id}` as "/"}>
              {map.customer_name}
            </Link>,
            map.project_id ? (
              <Link key="project" to={`/projects/${map.project_id}` as "/"}>
                {map.project_name}
              </Link>
            ) : (
              m.powermap_whole_customer()
            ),
          ]}
        </Breadcrumbs>
      }
      aside={<span className="text-ink-soft text-sm">{m.powermap_people_count({ count: map.people.length })}</span>}
      actions={
        <div data-print="no" className="contents">
          <MapActions
            map={map}
            edits={edits}
            mayEdit={mayEdit}
            view={narrow ? undefined : view}
            onView={(next) => show({ view: next })}
            onAdd={() => show({ add: true })}
          />
        </div>
      }
      below={
        narrow && (
          <div data-print="no">
            <Tabs
              label={m.powermap_view()}
              value={view}
              onChange={(next) => show({ view: next as View })}
              tabs={tabs}
            />
          </div>
        )
      }
    >
      <MapBody
        map={map}
        vendors={vendors}
        edits={edits}
        view={view}
        narrow={narrow}
        mayEdit={mayEdit}
        chosen={search.person}
        onOpen={(person) => show({ person })}
        onAdd={() => show({ add: true })}
      />
      <MapPicture map={map} vendors={vendors} />
      <div className="hidden px-6 pt-6 print:block">
        <AssessmentPanel map={map} vendors={vendors} onOpen={(person) => show({ person })} />
      </div>
      {search.add && mayEdit && (
        <AddPerson
          map={map}
          edits={edits}
          onClose={() => show({ add: undefined })}
          onAdded={(person) => show({ add: undefined, person })}
        />
      )}
    </Page>
  );
}
