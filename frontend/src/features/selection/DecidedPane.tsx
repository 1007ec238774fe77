import { Link } from "@tanstack/react-router";
import { formatDate } from "@/lib/format";
import { m } from "@/paraglide/messages";
import type { CycleDetail, SelectionOut } from "./model";
import { workbenchRoute } from "./routes";
import { TargetTable } from "./TargetTable";

/** A decision: by whom, when, what it corrects, and what it gave to each team. */
export function DecidedPane({ selection, cycle }: { selection: SelectionOut; cycle: CycleDetail }) {
  const to = { to: workbenchRoute.fullPath, className: "text-leaf-ink underline" } as const;
  return (
    <section className="grid grid-cols-1 gap-3 border-line border-b bg-leaf-soft/40 p-4">
      <p className="text-sm">
        {selection.decided_at &&
          m.selection_decided_by({
            who: selection.decided_by_name ?? m.selection_partner_system(),
            when: formatDate(selection.decided_at, "dateTime"),
            name: selection.name,
          })}
      </p>
      {selection.note && <p className="text-sm">{selection.note}</p>}
      {selection.corrects && (
        <Link {...to} params={{ cycleId: cycle.id, selectionId: selection.corrects }}>
          {m.selection_corrects_former()}
        </Link>
      )}
      {selection.corrected_by && (
        <Link {...to} params={{ cycleId: cycle.id, selectionId: selection.corrected_by }}>
          {m.selection_corrected_later()}
        </Link>
      )}
      <h2 className="font-semibold">{m.selection_targets()}</h2>
      <TargetTable cycle={cycle} selectionId={selection.id} />
    </section>
  );
}
