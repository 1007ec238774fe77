import { Network, UserPlus } from "lucide-react";
import { Button } from "@/components/Button";
import { CloseButton } from "@/components/CloseButton";
import { EmptyState } from "@/components/EmptyState";
import { Sheet } from "@/components/Sheet";
import { m } from "@/paraglide/messages";
import { MapCanvas } from "./canvas/MapCanvas";
import type { PowerMapOut } from "./model";
import { PeopleTree } from "./PeopleTree";
import { AssessmentPanel } from "./panel/AssessmentPanel";
import { PersonForm } from "./panel/PersonForm";
import type { MapEdits } from "./useMapEdits";

type MapBodyProps = {
  map: PowerMapOut;
  vendors: ReadonlyMap<string, string>;
  edits: MapEdits;
  view: "canvas" | "list" | "assessment";
  narrow: boolean;
  mayEdit: boolean;
  chosen: string | undefined;
  onOpen: (person: string | undefined) => void;
  onAdd: () => void;
};

/** The map and, where there is room, the panel that judges it or shows the chosen person. */
export function MapBody(props: MapBodyProps) {
  const { map, vendors, edits, view, narrow, mayEdit, chosen, onOpen, onAdd } = props;
  const person = map.people.find((one) => one.id === chosen);
  const close = () => onOpen(undefined);
  const form = person && (
    <PersonForm
      key={`${person.id} ${person.version}`}
      map={map}
      person={person}
      vendors={vendors}
      edits={edits}
      readOnly={!mayEdit}
      onClose={close}
    />
  );
  const assessment = (
    <AssessmentPanel
      map={map}
      vendors={vendors}
      onOpen={onOpen}
      onAdd={mayEdit ? onAdd : undefined}
      onChecked={mayEdit ? edits.setChecked : undefined}
    />
  );
  const empty = map.people.length === 0;
  return (
    <div className="grid h-full min-h-0 lg:grid-cols-[minmax(0,1fr)_24rem] print:block">
      <div className="min-h-0 overflow-auto print:hidden">
        {empty && view !== "assessment" && (
          <EmptyState
            icon={<Network />}
            title={m.powermap_empty_map_title()}
            action={
              mayEdit && (
                <Button look="primary" icon={<UserPlus aria-hidden />} onClick={onAdd}>
                  {m.powermap_add()}
                </Button>
              )
            }
          >
            {m.powermap_empty_map_text()}
          </EmptyState>
        )}
        {!empty && view === "canvas" && (
          <MapCanvas
            map={map}
            vendors={vendors}
            chosen={chosen}
            onOpen={onOpen}
            onMove={mayEdit ? edits.move : undefined}
          />
        )}
        {!empty && view === "list" && <PeopleTree map={map} chosen={chosen} onOpen={onOpen} />}
        {view === "assessment" && <div className="p-4">{assessment}</div>}
      </div>
      {!narrow && (
        <aside
          aria-label={m.powermap_panel()}
          className="relative min-h-0 overflow-y-auto border-line border-l bg-surface px-4 pt-3 pb-4 print:hidden"
        >
          {person ? (
            <>
              <h2 className="mb-3 pr-10 font-semibold text-lg">{person.name}</h2>
              <CloseButton onClick={close} />
              {form}
            </>
          ) : (
            assessment
          )}
        </aside>
      )}
      {narrow && person && (
        <Sheet open onOpenChange={(open) => !open && close()} title={person.name}>
          {form}
        </Sheet>
      )}
    </div>
  );
}
