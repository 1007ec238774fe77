import { useVirtualizer } from "@tanstack/react-virtual";
import { useRef } from "react";
import { m } from "@/paraglide/messages";
import { ChoiceRow, type RowActs } from "./ChoiceRow";
import type { Row } from "./rows";
import type { Names } from "./sentences";

type ChoiceListProps = RowActs & { rows: readonly Row[]; names: Names };

/** Proposals with their reasons; only those in sight are drawn, each as tall as its sentences. */
export function ChoiceList({ rows, names, ...acts }: ChoiceListProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 96,
    getItemKey: (index) => rows[index]?.id ?? index,
    overscan: 6,
    initialRect: { width: 640, height: 640 },
  });
  return (
    <div ref={scroller} className="h-full overflow-y-auto" role="region" aria-label={m.selection_proposals()}>
      <ul className="relative" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((item) => {
          const row = rows[item.index];
          if (!row) return null;
          return (
            <li
              key={item.key}
              ref={virtual.measureElement}
              data-index={item.index}
              aria-setsize={rows.length}
              aria-posinset={item.index + 1}
              className="absolute inset-x-0 top-0 border-line border-b bg-surface"
              style={{ transform: `translateY(${item.start}px)` }}
            >
              <ChoiceRow row={row} names={names} {...acts} />
            </li>
          );
        })}
      </ul>
    </div>
  );
}
