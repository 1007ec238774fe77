import { type ReactNode, useState } from "react";
import { m } from "@/paraglide/messages";
import { BoardCard } from "./board/BoardCard";
import { BoardColumn } from "./board/BoardColumn";

export type BoardStage = { id: string; title: string; aside?: ReactNode };

type BoardProps<Card> = {
  label: string;
  columns: readonly BoardStage[];
  cards: readonly Card[];
  cardId: (card: Card) => string;
  /** The card's name, for the move menu and for those who hear the board. */
  cardTitle: (card: Card) => string;
  columnOf: (card: Card) => string;
  renderCard: (card: Card) => ReactNode;
  /** The owner moves optimistically and says so when the server refuses (a gate, say). */
  onMove: (card: Card, column: string) => void;
  /** Cards that stay where they are (closed, or not the reader's to move); all move unless it is given. */
  movable?: (card: Card) => boolean;
};

/** Cards in columns: dragged with a pointer, or moved by the "Move to…" menu that every card has. */
export function Board<Card>({
  label,
  columns,
  cards,
  cardId,
  cardTitle,
  columnOf,
  renderCard,
  onMove,
  movable = () => true,
}: BoardProps<Card>) {
  const [said, setSaid] = useState("");
  const move = (id: string, column: string) => {
    const card = cards.find((one) => cardId(one) === id);
    const stage = columns.find((one) => one.id === column);
    if (!card || !stage || columnOf(card) === column) return;
    onMove(card, column);
    setSaid(m.common_moved_to({ name: cardTitle(card), place: stage.title }));
  };
  return (
    <section aria-label={label} className="h-full min-h-0 min-w-0">
      <div className="flex h-full snap-x gap-3 overflow-x-auto pb-2">
        {columns.map((column) => {
          const here = cards.filter((card) => columnOf(card) === column.id);
          return (
            <BoardColumn key={column.id} column={column} count={here.length} onDrop={(id) => move(id, column.id)}>
              {here.map((card) => (
                <BoardCard
                  key={cardId(card)}
                  id={cardId(card)}
                  title={cardTitle(card)}
                  places={movable(card) ? columns.filter((one) => one.id !== column.id) : []}
                  onMove={(to) => move(cardId(card), to)}
                >
                  {renderCard(card)}
                </BoardCard>
              ))}
            </BoardColumn>
          );
        })}
      </div>
      <p role="status" className="sr-only">
        {said}
      </p>
    </section>
  );
}
