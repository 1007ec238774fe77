import { ArrowDown, ArrowUp } from "lucide-react";
import { useId } from "react";
import { m } from "@/paraglide/messages";
import { Button } from "../Button";
import { Checkbox } from "../Checkbox";
import { IconButton } from "../IconButton";
import { arranged, type GridColumn, type GridView, plainView } from "./columns";

export type ColumnListProps<Row> = {
  columns: readonly GridColumn<Row>[];
  view: GridView;
  onView: (view: GridView) => void;
};

/** Which columns a grid shows, and in which order. */
export function ColumnList<Row>({ columns, view, onView }: ColumnListProps<Row>) {
  const id = useId();
  const order = arranged(columns, view);
  const move = (from: number, to: number) => {
    const ids = order.map((column) => column.id);
    ids.splice(to, 0, ...ids.splice(from, 1));
    onView({ ...view, order: ids });
  };
  const toggle = (column: string, shown: boolean) =>
    onView({ ...view, hidden: shown ? view.hidden.filter((one) => one !== column) : [...view.hidden, column] });
  return (
    <>
      <ul className="grid w-64 gap-0.5">
        {order.map((column, index) => (
          <li key={column.id} className="flex h-8 items-center gap-2">
            <Checkbox
              id={`${id}${column.id}`}
              checked={!view.hidden.includes(column.id)}
              disabled={column.fixed}
              onCheckedChange={(shown) => toggle(column.id, shown === true)}
            />
            <label htmlFor={`${id}${column.id}`} className="min-w-0 grow truncate">
              {column.header}
            </label>
            <IconButton
              size="sm"
              label={m.common_move_up({ name: column.header })}
              icon={<ArrowUp />}
              disabled={index === 0}
              onClick={() => move(index, index - 1)}
            />
            <IconButton
              size="sm"
              label={m.common_move_down({ name: column.header })}
              icon={<ArrowDown />}
              disabled={index === order.length - 1}
              onClick={() => move(index, index + 1)}
            />
          </li>
        ))}
      </ul>
      <Button look="quiet" size="sm" className="mt-2" onClick={() => onView(plainView)}>
        {m.common_reset_view()}
      </Button>
    </>
  );
}
