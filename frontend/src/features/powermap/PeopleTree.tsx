import { useMemo, useRef, useState } from "react";
import { cx } from "@/lib/cx";
import { m } from "@/paraglide/messages";
import { arrange } from "./layout";
import { type PersonOut, type PowerMapOut, stalePeople } from "./model";
import { InfluenceBars, RoleMark, SupportMark } from "./PersonCard";
import { superiorOf } from "./walk";

type PeopleTreeProps = { map: PowerMapOut; chosen: string | undefined; onOpen: (id: string) => void };

/** The same people as a tree one can read line by line: arrows walk, Enter opens. */
export function PeopleTree({ map, chosen, onOpen }: PeopleTreeProps) {
  const rows = useMemo(() => rowsOf(map.people), [map.people]);
  const stale = stalePeople(map.assessment);
  const list = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState(0);
  const at = Math.min(active, rows.length - 1);
  const go = (index: number) => {
    if (index < 0 || index >= rows.length) return;
    setActive(index);
    list.current?.querySelectorAll<HTMLElement>("[role=treeitem]")[index]?.focus();
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    const row = rows[at];
    const to: Record<string, number> = {
      ArrowDown: at + 1,
      j: at + 1,
      ArrowUp: at - 1,
      k: at - 1,
      Home: 0,
      End: rows.length - 1,
      ArrowLeft: rows.findLastIndex((one, index) => index < at && row && one.level < row.level),
      ArrowRight: row && (rows[at + 1]?.level ?? 0) > row.level ? at + 1 : -1,
    };
    if (event.key in to) {
      event.preventDefault();
      go(to[event.key] ?? -1);
    } else if ((event.key === "Enter" || event.key === " " || event.key === "e") && row) {
      event.preventDefault();
      onOpen(row.person.id);
    }
  };
  return (
    <div
      ref={list}
      role="tree"
      aria-label={m.powermap_tree_label()}
      onKeyDown={onKeyDown}
      className="min-h-full bg-surface"
    >
      {rows.map(({ person, level }, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the tree handles the keys of all its items
        <div
          key={person.id}
          role="treeitem"
          aria-level={level}
          aria-selected={person.id === chosen}
          tabIndex={index === at ? 0 : -1}
          onFocus={() => setActive(index)}
          onClick={() => onOpen(person.id)}
          style={{ paddingLeft: `${0.75 + Math.min(level - 1, 5) * 1.1}rem` }}
          className={cx(
            "grid cursor-pointer grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-x-3 border-line border-b py-2.5 pr-3 focus-visible:-outline-offset-2",
            person.id === chosen ? "bg-chosen" : "hover:bg-hover",
          )}
        >
          <RoleMark person={person} />
          <span className="min-w-0">
            <span className="block truncate font-medium">{person.name}</span>
            <span className="block truncate text-ink-soft text-sm">
              {person.contact_id ? (person.title ?? m.powermap_no_title()) : m.powermap_placeholder()} ·{" "}
              {person.owner_name ?? m.powermap_no_owner()}
              {stale.has(person.id) && ` · ${m.powermap_stale()}`}
            </span>
          </span>
          <span className="flex flex-col items-end gap-1 text-sm sm:flex-row sm:items-center sm:gap-3">
            <SupportMark support={person.support} />
            <InfluenceBars value={person.influence} />
          </span>
        </div>
      ))}
    </div>
  );
}

/** Superiors before their reports, equals from left to right as on the canvas. */
function rowsOf(people: readonly PersonOut[]): { person: PersonOut; level: number }[] {
  const ids = new Set(people.map((one) => one.id));
  const places = arrange(people);
  const seen = new Set<string>();
  const rows: { person: PersonOut; level: number }[] = [];
  const below = (superior: string | null, level: number) => {
    const here = people
      .filter((one) => superiorOf(one, ids) === superior && !seen.has(one.id))
      .sort((a, b) => (places.get(a.id)?.x ?? 0) - (places.get(b.id)?.x ?? 0));
    for (const person of here) {
      if (seen.has(person.id)) continue;
      seen.add(person.id);
      rows.push({ person, level });
      below(person.id, level + 1);
    }
  };
  below(null, 1);
  // a circle of reporting lines has no top: nobody may be lost from the list
  for (const person of people) if (!seen.has(person.id)) rows.push({ person, level: 1 });
  return rows;
}
