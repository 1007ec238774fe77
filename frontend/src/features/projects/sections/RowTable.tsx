import { Plus, X } from "lucide-react";
import { Fragment, type ReactNode } from "react";
import { Button } from "@/components/Button";
import { IconButton } from "@/components/IconButton";
import { m } from "@/paraglide/messages";

type RowTableProps = {
  title: string;
  heads: readonly string[];
  rows: readonly { name: string; cells: ReactNode[] }[];
  /** The cells of a row that is being written and not saved yet. */
  draft: ReactNode[] | null;
  note: string;
  add?: { label: string; begin: () => void };
  onRemove?: (index: number) => void;
  onDrop: () => void;
};

/** A short list of rows with a control in each cell; on a phone each row becomes a block. */
export function RowTable({ title, heads, rows, draft, note, add, onRemove, onDrop }: RowTableProps) {
  const template = { gridTemplateColumns: `minmax(0,2fr) repeat(${heads.length - 1}, minmax(0,1fr)) 2rem` };
  return (
    <fieldset className="grid gap-1.5">
      <legend className="mb-1 font-medium text-ink-soft text-sm">{title}</legend>
      {(rows.length > 0 || draft) && (
        <div aria-hidden className="hidden gap-2 text-ink-soft text-xs sm:grid" style={template}>
          {heads.map((head) => (
            <span key={head}>{head}</span>
          ))}
        </div>
      )}
      {rows.map((row, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity of their own
        <Fragment key={index}>
          <Cells
            cells={row.cells}
            template={template}
            remove={onRemove && { label: m.projects_row_remove({ title: row.name }), run: () => onRemove(index) }}
          />
        </Fragment>
      ))}
      {draft && (
        <>
          <Cells cells={draft} template={template} remove={{ label: m.common_cancel(), run: onDrop }} />
          <p className="text-ink-soft text-sm">{note}</p>
        </>
      )}
      {add && !draft && (
        <Button look="quiet" size="sm" className="justify-self-start" icon={<Plus aria-hidden />} onClick={add.begin}>
          {add.label}
        </Button>
      )}
    </fieldset>
  );
}

type CellsProps = {
  cells: ReactNode[];
  template: React.CSSProperties;
  remove?: { label: string; run: () => void };
};

function Cells({ cells, template, remove }: CellsProps) {
  return (
    <div
      className="grid items-center gap-2 max-sm:grid-cols-2! max-sm:rounded-md max-sm:border max-sm:border-line max-sm:p-2"
      style={template}
    >
      {cells}
      {remove && <IconButton size="sm" label={remove.label} icon={<X aria-hidden />} onClick={remove.run} />}
    </div>
  );
}
