import { dropTargetForElements } from "@atlaskit/pragmatic-drag-and-drop/element/adapter";
import { type ReactNode, useEffect, useId, useRef, useState } from "react";
import { cx } from "@/lib/cx";
import type { BoardStage } from "../Board";

type BoardColumnProps = { column: BoardStage; count: number; onDrop: (cardId: string) => void; children: ReactNode };

export function BoardColumn({ column, count, onDrop, children }: BoardColumnProps) {
  const box = useRef<HTMLElement>(null);
  const drop = useRef(onDrop);
  drop.current = onDrop;
  const [over, setOver] = useState(false);
  const heading = useId();
  useEffect(() => {
    if (!box.current) return;
    return dropTargetForElements({
      element: box.current,
      canDrop: ({ source }) => typeof source.data.boardCard === "string",
      onDragEnter: () => setOver(true),
      onDragLeave: () => setOver(false),
      onDrop: ({ source }) => {
        setOver(false);
        drop.current(source.data.boardCard as string);
      },
    });
  }, []);
  return (
    <section
      ref={box}
      aria-labelledby={heading}
      className={cx(
        "flex w-72 shrink-0 snap-start flex-col md:min-w-60 md:shrink rounded-lg border",
        over ? "border-leaf bg-leaf-soft" : "border-line bg-sunken",
      )}
    >
      <header className="flex items-center gap-2 px-3 pt-2.5 pb-1.5">
        <h3 id={heading} className="truncate font-semibold">
          {column.title}
        </h3>
        <span className="text-ink-soft text-sm">{count}</span>
        {column.aside && <span className="ml-auto text-ink-soft text-sm">{column.aside}</span>}
      </header>
      <ul className="flex min-h-16 grow flex-col gap-2 overflow-y-auto p-2">{children}</ul>
    </section>
  );
}
