import { Link } from "@tanstack/react-router";
import { Ban, CircleCheck, CircleDashed, Hand, Lock, LockOpen, Minus, Plus } from "lucide-react";
import { Badge } from "@/components/Badge";
import { IconButton } from "@/components/IconButton";
import { MoneyText } from "@/components/MoneyText";
import { cx } from "@/lib/cx";
import { m } from "@/paraglide/messages";
import { horizonWord } from "./model";
import type { Row } from "./rows";
import { joined, type Names, reasonText, takesTexts } from "./sentences";

export type RowActs = {
  readOnly: boolean;
  onLock: (id: string, where: "in" | "out" | null) => void;
  onOverride: (row: Row) => void;
  onUndoOverride: (id: string) => void;
};

export function ChoiceRow({ row, names, ...acts }: RowActs & { row: Row; names: Names }) {
  const taken = row.override ? row.override.chosen : row.chosen;
  const Mark = taken ? CircleCheck : CircleDashed;
  return (
    <div
      className={cx(
        "grid grid-cols-[1.25rem_minmax(0,1fr)_auto] gap-x-2.5 px-4 py-2.5",
        row.change === "enters" && "bg-leaf-soft/60",
        row.change === "leaves" && "bg-warn-soft/60",
      )}
    >
      <Mark aria-hidden className={cx("mt-0.5 size-4.5", taken ? "text-leaf" : "text-ink-faint")} />
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
          <Link
            to="/sandbox"
            search={{ opportunity: row.id }}
            className={cx("min-w-0 truncate font-medium hover:underline", !taken && "text-ink-soft")}
          >
            {row.title}
          </Link>
          <span className="sr-only">{taken ? m.selection_chosen() : m.selection_given_up()}</span>
          <Marks row={row} />
        </p>
        <p className="truncate text-ink-soft text-sm">
          {[row.customer, row.team, row.horizon && horizonWord[row.horizon]()].filter(Boolean).join(" · ")}
        </p>
        <Why row={row} names={names} />
      </div>
      <div className="flex flex-col items-end gap-1">
        <span className="font-medium">
          <MoneyText value={row.value} currency={names.currency} compact />
        </span>
        {!acts.readOnly && <Acts row={row} {...acts} />}
      </div>
    </div>
  );
}

function Marks({ row }: { row: Row }) {
  return (
    <>
      {row.change === "enters" && (
        <Badge tone="good">
          <Plus aria-hidden className="size-3" />
          {m.selection_enters()}
        </Badge>
      )}
      {row.change === "leaves" && (
        <Badge tone="warn">
          <Minus aria-hidden className="size-3" />
          {m.selection_leaves()}
        </Badge>
      )}
      {row.lock === "in" && <Badge tone="info">{m.selection_lock_in_mark()}</Badge>}
      {row.lock === "out" && <Badge tone="earth">{m.selection_lock_out_mark()}</Badge>}
      {row.override && <Badge tone="earth">{m.selection_by_hand()}</Badge>}
    </>
  );
}

/** The reason, and what it would take. A row that the rules on screen just changed has none yet. */
function Why({ row, names }: { row: Row; names: Names }) {
  const { choice, override } = row;
  if (override) return <p className="mt-0.5 text-sm">{m.selection_override_says({ reason: override.reason })}</p>;
  if (!choice) return null;
  if (row.change) return <p className="mt-0.5 text-ink-soft text-sm">{m.selection_why_after_solving()}</p>;
  const reasons = choice.reasons.map((reason) => reasonText(reason, names));
  const takes = takesTexts(choice, names);
  return (
    <div className="mt-0.5 text-sm">
      <p>{reasons.join(m.selection_sentence_gap())}</p>
      {takes.length > 0 && <p className="text-ink-soft">{joined(takes)}</p>}
      {choice.override_reason && <p>{m.selection_override_says({ reason: choice.override_reason })}</p>}
    </div>
  );
}

function Acts({ row, onLock, onOverride, onUndoOverride }: RowActs & { row: Row }) {
  const sm = { size: "sm" } as const;
  return (
    <div className="flex">
      <IconButton
        {...sm}
        label={row.lock === "in" ? m.selection_unlock() : m.selection_lock_in()}
        icon={row.lock === "in" ? <LockOpen /> : <Lock />}
        aria-pressed={row.lock === "in"}
        onClick={() => onLock(row.id, row.lock === "in" ? null : "in")}
      />
      <IconButton
        {...sm}
        label={row.lock === "out" ? m.selection_unlock() : m.selection_lock_out()}
        icon={<Ban />}
        aria-pressed={row.lock === "out"}
        onClick={() => onLock(row.id, row.lock === "out" ? null : "out")}
      />
      {row.choice && (
        <IconButton
          {...sm}
          label={
            row.override
              ? m.selection_override_undo()
              : row.chosen
                ? m.selection_override_out()
                : m.selection_override_in()
          }
          icon={<Hand />}
          aria-pressed={row.override !== null}
          onClick={() => (row.override ? onUndoOverride(row.id) : onOverride(row))}
        />
      )}
    </div>
  );
}
