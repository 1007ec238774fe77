import { draggable } from "@atlaskit/pragmatic-drag-and-drop/element/adapter";
import { MoveRight } from "lucide-react";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { cx } from "@/lib/cx";
import { m } from "@/paraglide/messages";
import type { BoardStage } from "../Board";
import { IconButton } from "../IconButton";
import { Menu } from "../Menu";

type BoardCardProps = {
  id: string;
  title: string;
  /** Where it can go; none: it cannot be dragged either. */
  places: readonly BoardStage[];
  onMove: (column: string) => void;
  children: ReactNode;
};

export function BoardCard({ id, title, places, onMove, children }: BoardCardProps) {
  const box = useRef<HTMLLIElement>(null);
  const [dragging, setDragging] = useState(false);
  const still = places.length === 0;
  useEffect(() => {
    if (!box.current || still) return;
    return draggable({
      element: box.current,
      getInitialData: () => ({ boardCard: id }),
      onDragStart: () => setDragging(true),
      onDrop: () => setDragging(false),
    });
  }, [id, still]);
  return (
    <li
      ref={box}
      className={cx(
        "group relative rounded-md border border-line bg-surface p-3 hover:border-line-strong",
        !still && "cursor-grab",
        dragging && "opacity-40",
      )}
    >
      {children}
      {!still && (
        <div className="absolute top-1 right-1 rounded-md bg-surface opacity-0 focus-within:opacity-100 group-hover:opacity-100 pointer-coarse:opacity-100">
          <Menu
            align="end"
            trigger={<IconButton size="sm" label={m.common_move_named({ name: title })} icon={<MoveRight />} />}
            groups={[
              {
                label: m.common_move_to(),
                items: places.map((place) => ({ label: place.title, onSelect: () => onMove(place.id) })),
              },
            ]}
          />
        </div>
      )}
    </li>
  );
}
