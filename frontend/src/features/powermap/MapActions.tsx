import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Download, Ellipsis, List, Network, Undo2, UserPlus } from "lucide-react";
import { useState } from "react";
import { atVersion } from "@/api/client";
import { deletePowerMap } from "@/api/generated";
import { Button } from "@/components/Button";
import { ConfirmDialog } from "@/components/ConfirmDialog";
import { IconButton } from "@/components/IconButton";
import { Menu } from "@/components/Menu";
import { savePng, saveSvg } from "@/lib/picture";
import { m } from "@/paraglide/messages";
import { pictureId } from "./MapPicture";
import type { PowerMapOut } from "./model";
import type { MapEdits } from "./useMapEdits";

type View = "canvas" | "list" | "assessment";
type MapActionsProps = {
  map: PowerMapOut;
  edits: MapEdits;
  mayEdit: boolean;
  /** Absent where tabs switch the view. */
  view?: View;
  onView: (view: View) => void;
  onAdd: () => void;
};

export function MapActions({ map, edits, mayEdit, view, onView, onAdd }: MapActionsProps) {
  const [deleting, setDeleting] = useState(false);
  const client = useQueryClient();
  const navigate = useNavigate();
  const deletable = map.project_id !== null || map.people.length === 0;
  const save = (how: (svg: SVGSVGElement, name: string) => unknown) => {
    const svg = document.getElementById(pictureId) as SVGSVGElement | null;
    if (svg) void how(svg, `${map.project_name ?? map.customer_name} ${m.powermap_title()}`);
  };
  return (
    <>
      {view && (
        <fieldset aria-label={m.powermap_view()} className="flex">
          <IconButton
            label={m.powermap_view_canvas()}
            icon={<Network aria-hidden />}
            aria-pressed={view === "canvas"}
            onClick={() => onView("canvas")}
          />
          <IconButton
            label={m.powermap_view_list()}
            icon={<List aria-hidden />}
            aria-pressed={view === "list"}
            onClick={() => onView("list")}
          />
        </fieldset>
      )}
      {mayEdit && (
        <IconButton
          label={m.powermap_undo()}
          shortcut="Ctrl Z"
          icon={<Undo2 aria-hidden />}
          disabled={!edits.mayUndo}
          onClick={edits.undo}
        />
      )}
      <Menu
        align="end"
        trigger={<IconButton label={m.powermap_picture()} icon={<Download aria-hidden />} />}
        groups={[
          {
            items: [
              { label: m.powermap_save_png(), onSelect: () => save(savePng) },
              { label: m.powermap_save_svg(), onSelect: () => save(saveSvg) },
              // once the menu is gone from the page
              { label: m.powermap_print(), onSelect: () => setTimeout(() => print(), 200) },
            ],
          },
        ]}
      />
      {mayEdit && (
        <Menu
          align="end"
          trigger={<IconButton label={m.powermap_more()} icon={<Ellipsis aria-hidden />} />}
          groups={[
            { items: [{ label: m.powermap_tidy(), onSelect: () => void edits.tidy() }] },
            {
              items: [
                {
                  label: m.powermap_delete_map(),
                  danger: true,
                  disabled: !deletable,
                  onSelect: () => setDeleting(true),
                },
              ],
            },
          ]}
        />
      )}
      {mayEdit && (
        <Button look="primary" icon={<UserPlus aria-hidden />} onClick={onAdd}>
          {m.powermap_add()}
        </Button>
      )}
      <ConfirmDialog
        open={deleting}
        onOpenChange={setDeleting}
        title={m.powermap_delete_title()}
        consequence={
          map.project_id
            ? m.powermap_delete_project_text({ count: map.people.length })
            : m.powermap_delete_customer_text()
        }
        confirm={m.powermap_delete_map()}
        onConfirm={async () => {
          await deletePowerMap({ path: { power_map_id: map.id }, headers: atVersion(map) });
          await navigate({ to: "/powermap" });
          await client.invalidateQueries({ queryKey: ["power_map", "list"] });
        }}
      />
    </>
  );
}
